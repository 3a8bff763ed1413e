// What only the playground says, in both languages.

const ko = {
  gallery: "그래프 고르기",
  galleryHint: "고르면 지금 그래프 대신 열립니다. 되돌리기를 누르면 지금 그래프로 돌아옵니다.",
  blank: "빈 그래프",
  blankAbout: "아무것도 없는 데서 시작합니다.",
  import: "파일 열기",
  export: "파일로 저장",
  share: "링크 만들기",
  code: "코드",
  runCode: "코드 실행",
  fromGraph: "그래프의 코드로",
  typed: "고친 코드를 실행하면 그래프가 따라 바뀝니다.",
  both: "그래프와 코드를 둘 다 고쳤습니다. 코드를 실행하면 어느 쪽을 남길지 고를 수 있습니다.",
  noGraph: "이 코드는 그래프를 만들지 않았거나, 그리기에는 너무 큰 그래프를 만들었습니다.",
  conflict: "어느 쪽을 남길까요?",
  fileTooLarge: "{name} 파일은 32MB를 넘어 열지 않았습니다.",
  fileUnread: "{name} 파일을 읽지 못했습니다.",
  linkCopied: "이 그래프가 담긴 링크를 복사했습니다.",
  linkInBar: "이 그래프가 담긴 링크를 주소창에 넣었습니다. 복사해서 보내세요.",
  linkTooLong: "그래프가 너무 커서 링크에 담을 수 없습니다. 파일로 저장해서 보내세요.",
  linkFound: "누군가 보낸 그래프가 링크에 들어 있습니다. 실행은 직접 누를 때만 합니다.",
  codeFound: "누군가 보낸 코드가 링크에 들어 있습니다. 실행은 직접 누를 때만 합니다.",
  openLink: "열기",
  links: {
    "too large": "링크에 든 것이 너무 커서 열지 않았습니다.",
    newer: "더 새로운 사이트에서 만든 링크라서 열 수 없습니다. 새로 고친 뒤 다시 열어 보세요.",
    damaged: "링크가 온전하지 않습니다. 끝까지 복사했는지 살펴보세요.",
  },
};

/** @type {typeof ko} */
const en = {
  gallery: "Gallery",
  galleryHint: "The graph you choose takes the place of this one. Undo brings this one back.",
  blank: "Empty graph",
  blankAbout: "Begin from nothing.",
  import: "Open file",
  export: "Save file",
  share: "Share link",
  code: "Code",
  runCode: "Run code",
  fromGraph: "Back to the graph's code",
  typed: "Run the code you changed, and the graph follows.",
  both: "Both the graph and the code were changed. Run the code, then choose what to keep.",
  noGraph: "This code made no graph, or one too large to draw.",
  conflict: "Which one stays?",
  fileTooLarge: "{name} is larger than 32 MB and was not opened.",
  fileUnread: "{name} could not be read.",
  linkCopied: "A link that holds this graph is on the clipboard.",
  linkInBar: "A link that holds this graph is in the address bar. Copy it from there.",
  linkTooLong: "The graph is too large for a link. Save it as a file instead.",
  linkFound: "The link you followed holds a graph. Nothing runs until you press.",
  codeFound: "The link you followed holds code. Nothing runs until you press.",
  openLink: "Open",
  links: {
    "too large": "What the link holds is too large, and was not opened.",
    newer: "The link was made by a newer version of this site. Reload the page and open it again.",
    damaged: "The link is damaged. Was it copied to its end?",
  },
};

export const playgroundWords = { ko, en };
