// CodeMirror's own words, in Korean; it speaks English by itself.

export const phrases = {
  ko: {
    Find: "찾기", Replace: "바꾸기", next: "다음", previous: "이전", all: "모두 고르기", "match case": "대소문자 구별", regexp: "정규식",
    "by word": "낱말 단위", replace: "바꾸기", "replace all": "모두 바꾸기", close: "닫기", "current match": "지금 찾은 곳",
    "replaced $ matches": "$곳을 바꾸었습니다", "replaced match on line $": "$번째 줄을 바꾸었습니다", "on line": "줄", "Go to line": "줄로 가기", go: "가기",
    Completions: "완성 후보", "Unfold": "펼치기",
  },
  en: {},
};
