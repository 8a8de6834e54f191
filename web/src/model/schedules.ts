// Schedules in their order, and sentences that make one in this home. Pure.

import type { Home, Schedule } from "../api/types";
import type { Language } from "./i18n";
import { withParticle } from "./korean";

/** Return the schedules by when they come next; those that have no next moment last. */
export function soonest(schedules: readonly Schedule[]): Schedule[] {
  const next = (one: Schedule): number =>
    one.next_at === null ? Number.POSITIVE_INFINITY : Date.parse(one.next_at);
  return [...schedules].sort((a, b) => next(a) - next(b) || a.summary.localeCompare(b.summary));
}

/** Return sentences that work in this home, for it has the things that they name. */
export function scheduleExamples(home: Home, language: Language): string[] {
  const first = (type: string): string | undefined =>
    home.things.find((thing) => thing.type === type && thing.area !== null)?.title;
  const [light, cover, heat] = [first("light"), first("cover"), first("air_conditioner")];
  const said: (string | false | undefined)[] =
    language === "ko"
      ? [
          "10분 타이머 맞춰줘",
          light !== undefined && `30분 뒤에 ${light} 꺼줘`,
          cover !== undefined && `매일 아침 7시에 ${cover} 열어줘`,
          heat !== undefined && `평일 저녁 6시에 ${withParticle(heat, "object")} 26도로 켜줘`,
        ]
      : [
          "set a timer for 10 minutes",
          light !== undefined && `turn off ${light} in 30 minutes`,
          cover !== undefined && `open ${cover} every morning at 7`,
          heat !== undefined && `set ${heat} to 26 degrees on weekdays at 6 pm`,
        ];
  return said.filter((one): one is string => typeof one === "string");
}
