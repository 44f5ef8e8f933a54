// Takes a page apart as a browser would, as far as the tests need it.

import type { PageData } from '../../../src/pictures/html/page-data';

/** Where an element's raw text ends is decided by the first end tag, whatever is in quotes. */
function rawText(html: string, tag: RegExp, name: string): string[] {
  return [...html.matchAll(tag)].map((match) => {
    const from = match.index + match[0].length;
    const end = html.slice(from).search(new RegExp(`</${name}`, 'i'));
    return html.slice(from, from + end);
  });
}

export function dataOf(html: string): PageData {
  return JSON.parse(rawText(html, /<script type="application\/json" id="data">/g, 'script')[0] ?? '');
}

export function scriptsOf(html: string): string[] {
  return rawText(html, /<script>/g, 'script');
}

/** The page without what is in its scripts and styles. */
export function markupOf(html: string): string {
  return html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '<$1></$1>');
}

/** Names of the tags in order, end tags with a slash. */
export function tagsOf(html: string): string[] {
  return [...markupOf(html).matchAll(/<(\/?[a-z][a-z0-9]*)\b/gi)].map(([, name]) => name as string);
}
