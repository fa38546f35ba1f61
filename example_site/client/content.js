// The site's own text of an event comes as HTML. The API has cleaned it; here it is not trusted
// for that. It is parsed as a document of its own, in which nothing is run or loaded, and only the
// elements and attributes that are named below are made anew in the page.

const ELEMENTS = new Set(
  ("a abbr b blockquote br caption cite code dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins"
    + " kbd li ol p pre q s small span strong sub sup table tbody td tfoot th thead time tr u ul").split(" "),
);
const NEVER = new Set(["script", "style", "template", "noscript", "object", "svg", "math"]);
const ATTRIBUTES = new Set(
  ("alt cite colspan datetime dir headers height href hreflang lang reversed rowspan scope src srcset start title"
    + " width").split(" "),
);
const ADDRESSES = new Set(["href", "src", "cite"]);

/** The nodes of a piece of HTML that may stand in the page. */
export function safeNodes(html) {
  return nodesOf(new DOMParser().parseFromString(html, "text/html").body);
}

function nodesOf(parent) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data];
    return node.nodeType === Node.ELEMENT_NODE ? copyOf(node) : [];
  });
}

function copyOf(element) {
  const tag = element.localName;
  if (NEVER.has(tag)) return [];
  if (tag === "iframe") return linkInstead(element);
  if (!ELEMENTS.has(tag)) return nodesOf(element);
  const copy = document.createElement(tag);
  for (const { name, value } of element.attributes) {
    if (ATTRIBUTES.has(name) && (!ADDRESSES.has(name) || isHarmless(value))) copy.setAttribute(name, value);
  }
  copy.append(...nodesOf(element));
  return [copy];
}

// A film on another host would set cookies: whoever wants to see it follows the link.
function linkInstead(frame) {
  const link = document.createElement("a");
  if (!isHarmless(frame.src)) return [];
  link.href = frame.src;
  link.textContent = frame.title || new URL(frame.src).host;
  return [link];
}

function isHarmless(address) {
  return /^(https?:|mailto:|tel:)/i.test(address);
}
