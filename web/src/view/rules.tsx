// The rules of one person, in their order, and the form that makes one.

import { useId, useRef, useState } from "preact/hooks";
import type { Home, Person, Rule, Way } from "../api/types";
import { thingsName } from "../model/i18n";
import { ANY, moved, replaced, ruleLine, typesOf, waysOf } from "../model/rights";
import { useShared, useStore } from "./context";
import { Icon } from "./icons";

export function Rules({ person, home }: { person: Person; home: Home }) {
  const { session, language, t } = useShared();
  const { isBusy } = useStore(session.household);
  const [edited, setEdited] = useState<number | null>(null);
  const list = useRef<HTMLElement>(null);
  const { rules } = person;
  const save = async (next: Rule[]): Promise<void> => {
    if (isBusy) return;
    if (await session.household.changeRights(person, { rules: next })) setEdited(null);
  };
  const focus = (...selectors: string[]): void => {
    requestAnimationFrame(() => {
      const found = selectors.map((one) => list.current?.querySelector<HTMLElement>(one));
      found.find(Boolean)?.focus();
    });
  };
  const close = (index: number): void => {
    setEdited(null);
    focus(index < rules.length ? `[data-rule="${index}"] .edit` : ".add-rule");
  };
  const move = (index: number, by: 1 | -1) => (): void => {
    const [same, other] = by < 0 ? ["up", "down"] : ["down", "up"];
    const buttons = (name: string): string => `[data-rule="${index + by}"] .${name}:enabled`;
    void save(moved(rules, index, by)).then(() => focus(buttons(same), buttons(other)));
  };
  const form = (index: number) => (
    <RuleForm
      rule={rules[index] ?? ANY}
      person={person}
      home={home}
      isFirst={index === 0}
      onSave={(rule) =>
        void save(replaced(rules, index, rule)).then(() => focus(`[data-rule="${index}"] .edit`))
      }
      onEnd={() => close(index)}
    />
  );
  return (
    <section class="part" aria-label={t("rules")} ref={list}>
      <h5>{t("rules")}</h5>
      <p class="quiet">{t(rules.length === 0 ? "noRules" : "rulesHelp")}</p>
      <ol class="rule-list">
        {rules.map((rule, index) => {
          const line = ruleLine(rule, home, language, index === 0);
          if (edited === index) return <li key={index}>{form(index)}</li>;
          return (
            <li key={index} data-rule={index} class={rule.allow ? "is-allowed" : "is-denied"}>
              <Icon name={rule.allow ? "check" : "close"} />
              <p>{line}</p>
              <div class="rule-ends">
                <Small
                  name="up"
                  label={`${t("moveUp")}: ${line}`}
                  isOff={index === 0}
                  onClick={move(index, -1)}
                />
                <Small
                  name="down"
                  label={`${t("moveDown")}: ${line}`}
                  isOff={index === rules.length - 1}
                  onClick={move(index, 1)}
                />
                <Small
                  name="edit"
                  label={`${t("editRule")}: ${line}`}
                  onClick={() => setEdited(index)}
                />
                <Small
                  name="delete"
                  label={`${t("deleteRule")}: ${line}`}
                  onClick={() => void save(replaced(rules, index)).then(() => focus(".add-rule"))}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {edited === rules.length ? (
        form(rules.length)
      ) : (
        <button
          type="button"
          class="pill is-start add-rule"
          onClick={() => setEdited(rules.length)}
        >
          <Icon name="plus" />
          {t("addRule")}
        </button>
      )}
    </section>
  );
}

interface SmallProps {
  name: string;
  label: string;
  isOff?: boolean;
  onClick: () => void;
}

function Small({ name, label, isOff = false, onClick }: SmallProps) {
  return (
    <button
      type="button"
      class={`bare is-icon ${name}`}
      aria-label={label}
      title={label.split(":")[0]}
      disabled={isOff}
      onClick={onClick}
    >
      <Icon name={name} />
    </button>
  );
}

interface FormProps {
  rule: Rule;
  person: Person;
  home: Home;
  isFirst: boolean;
  onSave: (rule: Rule) => void;
  onEnd: () => void;
}

function RuleForm({ rule, person, home, isFirst, onSave, onEnd }: FormProps) {
  const { session, language, t } = useShared();
  const { isBusy } = useStore(session.household);
  const [draft, setDraft] = useState(rule);
  const put = (part: Partial<Rule>): void => setDraft({ ...draft, ...part });
  const ways = waysOf(person, rule);
  const isSometime = draft.start !== null || draft.end !== null;
  const areSame = isSometime && timeOf(draft.start) === timeOf(draft.end);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!areSame && !isBusy) onSave(draft);
  };
  return (
    <form class="rule-form" aria-label={t("editRule")} onSubmit={submit}>
      <p class="preview" aria-live="polite">
        {ruleLine(draft, home, language, isFirst)}
      </p>
      <fieldset>
        <legend class="visually-hidden">{t("mayOrNot")}</legend>
        <div class="segments">
          {[false, true].map((allow) => (
            <button
              key={String(allow)}
              type="button"
              aria-pressed={draft.allow === allow}
              onClick={() => put({ allow })}
            >
              {t(allow ? "may" : "mayNot")}
            </button>
          ))}
        </div>
      </fieldset>
      <Chips
        legend={t("ruleWhat")}
        all={t("allThings")}
        options={typesOf(home, rule).map((type) => [type, thingsName(type, language)])}
        chosen={draft.types}
        onChoose={(types) => put({ types })}
      />
      <Chips
        legend={t("ruleWhere")}
        all={t("anyPlace")}
        options={home.areas.map((area) => [area.id, area.name])}
        chosen={draft.areas}
        onChoose={(areas) => put({ areas })}
      />
      <fieldset>
        <legend>{t("ruleWhen")}</legend>
        <div class="segments">
          <button
            type="button"
            aria-pressed={!isSometime}
            onClick={() => put({ start: null, end: null })}
          >
            {t("anyTime")}
          </button>
          <button
            type="button"
            aria-pressed={isSometime}
            onClick={() => !isSometime && put({ start: "21:00", end: "07:00" })}
          >
            {t("someTime")}
          </button>
        </div>
        {isSometime && (
          <div class="times">
            <Time label={t("timeFrom")} value={draft.start} onChange={(start) => put({ start })} />
            <Time label={t("timeTo")} value={draft.end} onChange={(end) => put({ end })} />
          </div>
        )}
        {areSame && (
          <p class="problem" role="alert">
            {t("sameTimes")}
          </p>
        )}
      </fieldset>
      {ways.length > 0 && (
        <Chips
          legend={t("ruleWay")}
          all={t("anyWay")}
          options={ways.map((way) => [way, t(`way_${way}`)])}
          chosen={draft.ways}
          onChoose={(ways) => put({ ways: ways as Way[] })}
        />
      )}
      <div class="form-end">
        <button type="button" class="pill is-large" onClick={onEnd}>
          {t("giveUp")}
        </button>
        <button type="submit" class="strong" disabled={isBusy || areSame}>
          {t("save")}
        </button>
      </div>
    </form>
  );
}

/** Return a time as fields of forms hold it; midnight where a rule leaves one end open. */
function timeOf(time: string | null): string {
  return time?.slice(0, 5) ?? "00:00";
}

interface TimeProps {
  label: string;
  value: string | null;
  onChange: (value: string) => void;
}

function Time({ label, value, onChange }: TimeProps) {
  const id = useId();
  return (
    <div class="labelled">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="time"
        required
        value={timeOf(value)}
        onInput={(event) => event.currentTarget.value !== "" && onChange(event.currentTarget.value)}
      />
    </div>
  );
}

interface ChipsProps {
  legend: string;
  /** What choosing none means. */
  all: string;
  options: (readonly [string, string])[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}

function Chips({ legend, all, options, chosen, onChoose }: ChipsProps) {
  const toggle = (id: string) => () => {
    const without = chosen.filter((one) => one !== id);
    onChoose(without.length < chosen.length ? without : [...chosen, id]);
  };
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class="chips">
        <button type="button" aria-pressed={chosen.length === 0} onClick={() => onChoose([])}>
          {all}
        </button>
        {options.map(([id, name]) => (
          <button key={id} type="button" aria-pressed={chosen.includes(id)} onClick={toggle(id)}>
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
