// The few words a cell shows before its first run; they are part of what reading a page costs. The rest is in strings.js.

export const labels = {
  ko: {
    run: "실행", stop: "멈추기", reset: "처음으로", restore: "고친 코드로", edit: "고치기", copy: "복사", copied: "복사했습니다.", share: "공유",
    limits: (/** @type {number} */ workers, /** @type {number} */ seconds, /** @type {string} */ megabytes) => [`작업자 ${workers}`, ` · ${seconds}초 · ${megabytes} MB`],
    settings: "실행 설정", tools: "코드 실행", retry: "다시 시도", notLoaded: "실행에 필요한 파일을 받지 못했습니다. 네트워크를 확인하거나 쪽을 새로 고쳐 주세요.",
  },
  en: {
    run: "Run", stop: "Stop", reset: "Reset", restore: "My edit", edit: "Edit", copy: "Copy", copied: "Copied.", share: "Share",
    limits: (/** @type {number} */ workers, /** @type {number} */ seconds, /** @type {string} */ megabytes) => [`${workers} ${workers === 1 ? "worker" : "workers"}`, ` · ${seconds} s · ${megabytes} MB`],
    settings: "Settings of the run", tools: "Run this code", retry: "Retry", notLoaded: "A file needed to run this could not be loaded. Check the network, or reload the page.",
  },
};

/** @typedef {keyof typeof labels} Language */
