// What is shown instead of a page that was never opened, while there is no network.

const WORDS = {
  ko: { title: "오프라인", text: "네트워크에 연결되어 있지 않고, 이 쪽은 아직 열어 본 적이 없습니다.", retry: "다시 시도", home: "첫 쪽으로" },
  en: { title: "Offline", text: "There is no network, and this page has not been opened before.", retry: "Retry", home: "Front page" },
};

/** @param {string} path @param {URL} root */
export function offlinePage(path, root) {
  const language = path.startsWith("en/") ? "en" : "ko";
  const { title, text, retry, home } = WORDS[language];
  const start = language === "en" ? new URL("en/", root) : root;
  const page = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${title}</title>
<body style="font: 1.1rem/1.7 system-ui, sans-serif; margin: 15vh auto; max-width: 28rem; padding: 0 1rem">
<h1>${title}</h1><p>${text}</p><p><a href="">${retry}</a> · <a href="${start.pathname}">${home}</a></p>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
