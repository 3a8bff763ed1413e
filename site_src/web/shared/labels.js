// The few words a cell shows before its first run; they are part of what reading a page costs. The rest is in strings.js.

export const labels = {
  ko: { run: "실행", stop: "멈추기", reset: "처음으로", edit: "고치기", tools: "코드 실행", retry: "다시 시도", notLoaded: "실행에 필요한 파일을 받지 못했습니다." },
  en: { run: "Run", stop: "Stop", reset: "Reset", edit: "Edit", tools: "Run this code", retry: "Retry", notLoaded: "A file needed to run this could not be loaded." },
};

/** @typedef {keyof typeof labels} Language */
