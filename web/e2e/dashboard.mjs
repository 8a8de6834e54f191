// Goes through every view as a household would; the hub's address is the first argument, a folder for
// pictures the second. Prints one JSON object of what the pages showed.

import { audit, launch, say, until } from "./browser.mjs";

const [address, folder] = process.argv.slice(2);
const base = address.split("/#")[0];
const browser = await launch();
const seen = { errors: [], serious: [], sideways: [] };
const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: "dark", hasTouch: true };
const VIEWS = ["home", "plan", "schedules", "trends", "history", "household", "settings"];

async function open(options, where = address) {
  const context = await browser.newContext({ locale: "ko-KR", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.goto(where);
  await page.waitForSelector(".nav");
  return page;
}

const button = (where, name) => where.getByRole("button", { name, exact: true });
const link = (where, name) => where.getByRole("link", { name, exact: true });
const go = async (page, name, heading = name) => {
  await link(page, name).click();
  await page.getByRole("heading", { name: heading, exact: true }).waitFor();
};
const focused = (page) => page.evaluate(() => document.activeElement?.textContent ?? "");

/** Looks at a view as axe and as a small screen do. */
async function look(page, name) {
  const found = [];
  await audit(page, found);
  seen.serious.push(...found.map((one) => `${name}: ${one}`));
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth))
    seen.sideways.push(name);
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** Every view by its address, each looked at. */
async function walk(page, name) {
  for (const view of VIEWS) {
    await page.evaluate((place) => {
      location.hash = place === "home" ? "#/" : `#/${place}`;
    }, view);
    await page.waitForSelector(view === "home" ? "[data-thing=living_light]" : `main.${view} h2`);
    await page.waitForFunction(() => !/불러오는 중|Loading…/.test(document.body.textContent));
    await look(page, `${view}-${name}`);
  }
}

async function navigation(page) {
  await go(page, "예약", "타이머와 예약");
  seen.title = await page.title();
  seen.focusAfterLink = await focused(page);
  await go(page, "기록");
  await page.goBack();
  await page.getByRole("heading", { name: "타이머와 예약" }).waitFor();
  seen.current = await page.locator(".nav [aria-current=page]").textContent();
  await page.reload();
  await page.getByRole("heading", { name: "타이머와 예약" }).waitFor();
}

async function schedules(page) {
  const sentence = page.getByRole("textbox", { name: "새로 만들기" });
  await button(page, "10분 타이머 맞춰줘").click();
  seen.example = await sentence.inputValue();
  await sentence.press("Enter");
  await page.locator(".dial").first().waitFor();
  seen.timer = await page.locator(".dial .figure").first().textContent();
  await sentence.fill("매일 아침 7시에 거실 커튼 열어줘");
  await button(page, "만들기").click();
  const one = page.locator("[data-schedule]").filter({ hasText: "거실 커튼" });
  await one.waitFor();
  seen.schedule = await one.locator("h4").textContent();
  // the schedule is told of before the answer comes
  const made = page.locator(".made").filter({ hasNotText: "잠시만요" });
  seen.made = await made.textContent();
  await one.getByRole("button", { name: "취소" }).click();
  await one.getByRole("alertdialog").getByRole("button", { name: "취소" }).click();
  await one.waitFor({ state: "detached" });
}

async function history(page) {
  await say(page, "거실 불 켜줘");
  await go(page, "기록");
  const entry = page.locator(".entry").filter({ hasText: "거실 불 켜줘" }).first();
  await entry.getByRole("button", { name: /^왜 그랬나요/ }).click();
  seen.why = await entry.locator(".why ol li").allTextContents();
  await page.getByLabel("무엇을").selectOption({ label: "거실 등" });
  seen.narrowed = await page.locator(".entry").count();
  seen.counted = await page.locator(".narrow [role=status]").textContent();
  await page.getByLabel("찾을 말").fill("이런 말은 없어요");
  await page.getByText("찾는 기록이 없어요").waitFor();
  await button(page, "모두 보기").click();
  await page
    .getByRole("button", { name: /^되돌리기/ })
    .first()
    .click();
  seen.undone = await page.locator(".undo-said:not(:empty)").textContent();
  await page.locator(".entry.is-undone").first().waitFor();
}

async function trends(page) {
  await go(page, "그래프", "온도와 에너지");
  await page.waitForSelector("[data-measure=temperature] .legend");
  seen.graphs = await page
    .locator("[data-measure]")
    .evaluateAll((all) => all.map((one) => one.dataset.measure));
  const slider = page.locator("[data-measure=temperature] input[type=range]");
  await slider.waitFor();
  await slider.focus();
  await page.keyboard.press("Home");
  seen.longAgo = await slider.getAttribute("aria-valuetext");
  await page.keyboard.press("End");
  seen.lately = await slider.getAttribute("aria-valuetext");
  await page.locator("[data-measure=temperature] summary").click();
  seen.columns = await page.locator("[data-measure=temperature] thead th").allTextContents();
  await button(page, "일주일").click();
  await page.waitForFunction(
    () => document.querySelectorAll("[data-measure=temperature] tbody tr").length === 7,
  );
}

const layout = (page) => page.evaluate(() => fetch("/api/layout").then((one) => one.json()));

/** Waits until the hub keeps a layout such as is wanted. */
async function keeps(page, isWanted) {
  for (let times = 0; times < 100; times += 1) {
    if (isWanted(await layout(page))) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`the hub keeps ${JSON.stringify(await layout(page))}`);
}

const living = ({ rooms }) => rooms.find((room) => room.area === "living_room")?.outline;

async function plan(page, phone) {
  await go(page, "평면도");
  await page.locator("[data-draw=living_room]").click();
  await page.locator("[data-room=living_room]").waitFor();
  await keeps(page, (now) => living(now) !== undefined);
  seen.drawn = living(await layout(page));

  const corner = page.locator("[data-corner='2']");
  await corner.focus();
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowUp"]) await page.keyboard.press(key);
  await keeps(page, (now) => living(now)[2][1] === 4);
  seen.byKeys = living(await layout(page))[2];
  await button(page, "되돌리기").click();
  await keeps(page, (now) => living(now)[2][1] === 3);

  await corner.focus(); // across the opposite walls: no room has that shape
  for (let times = 0; times < 6; times += 1) await page.keyboard.press("Shift+ArrowLeft");
  await page.getByText("벽이 서로 엇갈려요").first().waitFor();
  await page.waitForTimeout(900); // the keys have rested, and nothing was kept
  seen.afterCrossing = living(await layout(page))[2];

  await page.locator("[data-place=living_light]").scrollIntoViewIfNeeded();
  const lamp = await page.locator("[data-place=living_light]").boundingBox();
  const sheet = await page.locator(".sheet-box").boundingBox();
  await page.mouse.move(lamp.x + 20, lamp.y + 15);
  await page.mouse.down();
  await page.mouse.move(sheet.x + sheet.width / 2 + 40, sheet.y + sheet.height / 2, { steps: 8 });
  await page.mouse.up();
  await page.locator("[data-placed=living_light]").waitFor();
  await page.locator("[data-place=living_tv]").focus();
  await page.keyboard.press("Enter"); // to the middle of its room, with no mouse
  await page.locator("[data-placed=living_tv]").waitFor();
  const height = page.getByLabel("바닥에서 높이");
  await height.fill("1.5");
  await height.press("Enter");
  await keeps(page, ({ things }) =>
    things.some((one) => one.thing === "living_tv" && one.height_m === 1.5),
  );

  await link(phone, "평면도").first().click();
  await phone.locator("[data-placed=living_light]").waitFor();
  await phone.locator("[data-room=living_room]").focus();
  await phone.keyboard.press("ArrowUp");
  await page.getByText("다른 화면에서 바꾼 것이 있어요").waitFor();
  seen.overtaken = living(await layout(page))[0];
  await page.locator("[data-room=living_room]").focus();
  await look(page, "plan-chosen");
}

async function settings(page) {
  await go(page, "설정");
  await page.locator("[data-section=connections] .lines li").first().waitFor();
  seen.adapters = await page.locator("[data-section=connections] b").allTextContents();
  seen.models = await page.locator("[data-section=models] b").allTextContents();
  await button(page, "어둡게").click();
  seen.theme = await page.evaluate(() => document.documentElement.dataset.theme);
  await button(page, "기기 설정대로").click();
  await page.locator(".segments").getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Settings", exact: true }).waitFor();
  seen.language = await page.evaluate(() => document.documentElement.lang);
  await page.locator(".segments").getByRole("button", { name: "한국어" }).click();
  await button(page, "번호 만들기").click();
  const code = (await page.locator(".big-code").textContent()).replace(" ", "");
  seen.codeIsSixDigits = /^\d{6}$/.test(code);
  await look(page, "settings-code");
  return code;
}

/** A headset that comes in with a code, and says what it plays. */
async function headset(code) {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${base}/icon.svg`);
  return page.evaluate(async (digits) => {
    const post = (path, body) =>
      fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
    const { id, token } = await (
      await post("/api/headsets", { code: digits, name: "거실 퀘스트" })
    ).json();
    await post("/api/session", { token });
    const socket = new WebSocket(`ws://${location.host}/api/headset`);
    globalThis.socket = socket;
    const send = (message) => socket.send(JSON.stringify(message));
    await new Promise((resolve, reject) => {
      socket.onopen = () => send({ type: "hello", id, protocol: 1, abilities: ["play", "show"] });
      socket.onmessage = resolve;
      socket.onclose = (event) => reject(new Error(`closed: ${event.code} ${event.reason}`));
    });
    send({ type: "state", values: { worn: true, playback: "playing", title: "숲의 하루" } });
    send({
      type: "playing",
      item: "forest",
      content_id: "forest",
      title: "숲의 하루",
      position_s: 65,
      duration_s: 600,
      playback: "playing",
    });
    return id;
  }, code);
}

async function playing(page) {
  await page.getByText("거실 퀘스트: 헤드셋이 들어왔어요.").waitFor();
  await link(page, "홈").click();
  const card = page.locator("[data-playing]").filter({ hasText: "숲의 하루" });
  await card.waitFor();
  seen.position = await card.locator(".figure").textContent();
  await card.getByRole("button", { name: "안방 TV" }).click();
  seen.handedOff = await card.locator(".play-reply:not(:empty)").textContent();
  await look(page, "home-playing");
  await go(page, "설정");
  const line = page.locator("[data-headset]");
  seen.headset = await line.locator(".mark").textContent();
  await line.getByRole("button", { name: "거실 퀘스트 끊기" }).click();
  seen.revokeAsks = await line.getByRole("alertdialog").locator("p").textContent();
  await line.getByRole("alertdialog").getByRole("button", { name: "끊기" }).click();
  await line.waitFor({ state: "detached" });
}

try {
  const first = await open(DESKTOP);
  const phone = await open(PHONE);
  await navigation(first);
  await schedules(first);
  await history(first);
  await trends(first);
  await plan(first, phone);
  await headset(await settings(first));
  await playing(first);
  await walk(first, "desktop-light-ko");
  await walk(phone, "phone-dark-ko");
  await walk(await open({ ...PHONE, colorScheme: "light", locale: "en-US" }), "phone-light-en");
  await walk(await open({ ...DESKTOP, colorScheme: "dark", locale: "en-US" }), "desktop-dark-en");
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
