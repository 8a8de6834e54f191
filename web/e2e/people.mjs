// The owner lets a child in, decides what it may use, gives it a key and takes it back, on the page
// alone; the hub's address is the first argument, a folder for pictures the second.
// Prints one JSON object of what both of them saw.

import { audit, launch, say, until } from "./browser.mjs";

const [address, folder] = process.argv.slice(2);
const HOUR_MS = 3_600_000;
const browser = await launch();
const seen = { errors: [], serious: [] };

async function open(where, options) {
  const context = await browser.newContext({ locale: "ko-KR", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.goto(where);
  await page.waitForSelector("[data-thing=living_light]");
  return page;
}

const clockIn = (hours) =>
  new Date(Date.now() + hours * HOUR_MS).toLocaleTimeString("en-GB", {
    timeZone: "Asia/Seoul",
    hour: "2-digit",
    minute: "2-digit",
  });
const button = (where, name, exact = true) => where.getByRole("button", { name, exact });
const link = (where, name) => where.getByRole("link", { name, exact: true });
const household = (page) => link(page, "나와 가족").click();

try {
  const owner = await open(address, { viewport: { width: 1280, height: 800 } });
  await household(owner);
  await owner.getByRole("heading", { name: "우리 집 사람들" }).waitFor();

  await button(owner, "사람 더하기").click();
  await owner.keyboard.type("하늘"); // the name is where the hand is led to
  await button(owner, "아이").click();
  await owner.keyboard.press("Tab"); // to the other roles
  await owner.getByLabel("이름").press("Enter");
  const child = owner.locator("[data-person]").filter({ hasText: "하늘" });
  await child.waitFor();
  seen.role = await child.locator(".tile-state").textContent();

  await owner.waitForFunction(() => document.activeElement?.textContent === "하늘");
  await button(child, "규칙 더하기").click();
  const form = child.locator(".rule-form");
  await button(form, "TV").click();
  await button(form, "정한 시간에").click();
  seen.preview = await form.locator(".preview").textContent();
  await button(form, "저장").click();
  await child.locator("[data-rule='0']").waitFor();

  await child.locator("[data-rule='0'] .edit").click();
  await button(form, "거실").click();
  await form.getByLabel("부터").fill(clockIn(-2)); // so that it holds whenever this runs
  await form.getByLabel("까지").fill(clockIn(2));
  await button(form, "저장").click();
  await form.waitFor({ state: "detached" });
  await button(child, "규칙 더하기").click();
  await button(form, "쓸 수 있음").click();
  await button(form, "저장").click();
  await child.locator("[data-rule='1'] .up").click();
  await owner.waitForFunction(() => document.activeElement?.matches("[data-rule='0'] button"));
  seen.moved = await child.locator("[data-rule] p").allTextContents();
  await owner.keyboard.press("Enter"); // the hand went along with the rule, and moves it back
  await owner.waitForFunction(() => document.activeElement?.matches("[data-rule='1'] button"));
  seen.rules = await child.locator("[data-rule] p").allTextContents();

  await button(child, "열쇠 주기").click();
  await button(child, "그만두기").click();
  await owner.keyboard.press("Enter"); // the hand is back where it was
  await child.getByLabel("어디에서 쓰나요?").fill("하늘 폰");
  await child.getByLabel("어디에서 쓰나요?").press("Enter");
  const keyLink = await child.getByRole("textbox", { name: "열쇠 링크" }).inputValue();
  seen.keyIsLink = /^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/.test(keyLink);
  await owner.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await button(child, "복사").click();
  await button(child, "복사했어요").waitFor();
  seen.copied = (await owner.evaluate(() => navigator.clipboard.readText())) === keyLink;
  await child.getByRole("img", { name: "열쇠 링크의 QR 코드" }).waitFor();
  if (folder) await owner.screenshot({ path: `${folder}/key.png`, fullPage: true });
  await audit(owner, seen.serious);
  await button(child, "다 됐어요").click();
  seen.linksLeft = await owner.getByRole("textbox", { name: "열쇠 링크" }).count();

  const phone = { viewport: { width: 360, height: 740 }, colorScheme: "dark", hasTouch: true };
  const small = await open(keyLink, phone);
  seen.refusal = await say(small, "거실 티비 켜줘");
  seen.light = await say(small, "거실 불 켜줘");
  await until(small, "living_light", "on", true);
  seen.historyLinks = await link(small, "기록").count();
  seen.journal = await small.evaluate(() => fetch("/api/journal").then((one) => one.status));
  await household(small);
  await small.locator("#me").waitFor();
  seen.me = [
    await small.locator("#me").textContent(),
    await small.locator(".role").textContent(),
    await small.locator("[data-person]").count(),
  ];
  seen.isSideways = await small.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  await audit(small, seen.serious);
  await small.goBack(); // the browser's own way back closes the view, not the page
  await small.locator("[data-thing=living_light]").waitFor();

  await say(owner, "도어락 열어줘"); // what waits for a yes is an adult's to allow
  await small.getByRole("alertdialog").waitFor();
  seen.childIsTold = await small.getByRole("alertdialog").locator(".quiet").first().textContent();
  seen.childCanAllow = await button(small.getByRole("alertdialog"), "허락").count();
  await button(small.getByRole("alertdialog"), "안 함").click();
  await owner.getByRole("alertdialog").waitFor({ state: "detached" });

  await button(child, "하늘 폰 거두기").click();
  seen.asksFirst = await child.getByRole("alertdialog").textContent();
  await owner.keyboard.press("Enter"); // the hand stands on the harmless answer
  await button(child, "하늘 폰 거두기").click();
  await button(child.getByRole("alertdialog"), "거두기").click();
  await child.getByText("아직 열쇠가 없어서").waitFor();
  await say(owner, "거실 불 꺼줘"); // the next thing that happens finds the child's page closed
  await small.locator("#token").waitFor();
  seen.loggedOut = await small.locator(".sign-in .problem").textContent();
  seen.leftOfHome = await small.locator("[data-thing], .line").count();
  await small.fill("#token", keyLink.slice(-43));
  await small.press("#token", "Enter");
  await small.getByText("맞지 않아요").waitFor();

  await button(child, "하늘 내보내기").click();
  await button(child.getByRole("alertdialog"), "내보내기").click();
  await child.waitFor({ state: "detached" });
  await owner.waitForFunction(() => document.activeElement?.id === "people");
  seen.isGone = true;
} finally {
  await browser.close();
}
console.log(JSON.stringify(seen));
