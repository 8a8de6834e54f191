// A view whose code comes when it is first opened, so that the home is there at once.

import { type ComponentType, h } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useShared } from "./context";

/** Return a view that loads its code by `load`, once. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [View, show] = useState<ComponentType<P> | null>(() => loaded);
    const [isLost, setLost] = useState(false);
    useEffect(() => {
      if (loaded !== null) return;
      load().then(
        (view) => {
          loaded = view;
          show(() => view);
        },
        () => setLost(true),
      );
    }, []);
    if (View !== null) return h(View, props);
    return <Waiting isLost={isLost} />;
  };
}

/** A chunk can be gone for good: a page of yesterday asks for it at a hub of today. */
function Waiting({ isLost }: { isLost: boolean }) {
  const { t } = useShared();
  if (!isLost)
    return (
      <main class="home view" aria-busy="true">
        <p class="quiet">{t("loadingView")}</p>
      </main>
    );
  return (
    <main class="home view">
      <p class="problem" role="alert">
        {t("viewFailed")}
      </p>
      <button type="button" class="pill is-start" onClick={() => location.reload()}>
        {t("reload")}
      </button>
    </main>
  );
}
