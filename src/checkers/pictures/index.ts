// Pictures of histories and of what a check said about them: text, one HTML page, graphs of cycles.

export type { GraphSource } from './graphs/graph';
export { toGraphviz } from './graphs/to-graphviz';
export { toMermaid } from './graphs/to-mermaid';
export { drawHtml, type HtmlOptions } from './html/draw-html';
export type { Drawable } from './options';
export { drawText, type TextOptions } from './text/draw-text';
export { formatResult, type ResultTextOptions } from './text/format-result';
