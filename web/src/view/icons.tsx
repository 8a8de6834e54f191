// Icons as elements of the page.

import { iconPath } from "../model/icons";

export function Icon({ name }: { name: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={iconPath(name)} />
    </svg>
  );
}
