// Keeps the header's language link on the page and the section being read: instant navigation swaps the article, not the header.

const headerLink = document.querySelector(".heureum-language");

function follow() {
  const article = document.querySelector(`article a[rel=alternate][hreflang="${headerLink.hreflang}"]`);
  if (article) headerLink.href = article.href;
}

if (headerLink) {
  window.document$.subscribe(follow);
  // Sections have the same anchors in every language.
  headerLink.addEventListener("click", () => {
    headerLink.hash = location.hash;
  });
}
