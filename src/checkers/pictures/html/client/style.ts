// The page's style: light and dark, wide and narrow, nothing from outside.

import { OUTCOMES } from '../timeline-data';

export const STYLE = `
:root {
  color-scheme: light dark;
  --surface: #ffffff; --raised: #f5f7fa; --stripe: #f7f9fb; --line: #d5dbe3; --text: #17202b; --muted: #5b6776;
  --error: #cf222e; --order: #0b6e4f; --selected: #0a58ca; --match: #e8a200; --band: #cf222e14; --band-line: #b4535b;
  --ok: #d6e6fa; --ok-edge: #4d86c6; --mismatch: #fdebc2; --mismatch-edge: #b98212; --fail: #e7e9ec; --fail-edge: #8d96a1;
  --info: #e9e0fb; --info-edge: #8661cf; --blocked: #fbdce9; --blocked-edge: #bf4a80; --good: #1a7f37; --unknown: #9a6700;
}
@media (prefers-color-scheme: dark) {
  :root {
    --surface: #0f141b; --raised: #171e27; --stripe: #131a22; --line: #303a47; --text: #e4eaf1; --muted: #93a0b0;
    --error: #ff6b66; --order: #4fd1a0; --selected: #79b8ff; --match: #f2b62f; --band: #ff6b6618; --band-line: #d98086;
    --ok: #1d3a5c; --ok-edge: #5b95d8; --mismatch: #4a3a12; --mismatch-edge: #cf9a2c; --fail: #2a3038; --fail-edge: #7b8692;
    --info: #382a5c; --info-edge: #a385e6; --blocked: #522139; --blocked-edge: #dd6f9f; --good: #57c26f; --unknown: #e0af45;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; height: 100dvh; display: flex; flex-direction: column; background: var(--surface); color: var(--text);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif; }
header { padding: 10px 16px 8px; border-bottom: 1px solid var(--line); background: var(--raised); }
h1 { font-size: 15px; margin: 0; display: flex; gap: 10px; align-items: baseline; flex-wrap: wrap; }
h1 .verdict { text-transform: uppercase; letter-spacing: .04em; font-size: 12px; padding: 1px 8px; border-radius: 10px; color: var(--surface); background: var(--muted); }
h1 .violation { background: var(--error); } h1 .ok { background: var(--good); } h1 .unknown { background: var(--unknown); }
h1 small { font-weight: 400; font-size: 13px; color: var(--muted); }
header p { margin: 4px 0 0; overflow-wrap: anywhere; max-height: 6em; overflow-y: auto; }
.muted { color: var(--muted); }
.tools { display: flex; flex-wrap: wrap; gap: 6px 7px; align-items: center; padding: 7px 16px; border-bottom: 1px solid var(--line); }
.tools .group { display: flex; gap: 4px; align-items: center; flex-wrap: wrap; }
button, select, input[type=search] { font: inherit; font-size: 13px; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 3px 9px; min-height: 28px; }
button { cursor: pointer; } button:hover { border-color: var(--muted); }
select { max-width: 170px; } input[type=search] { width: 225px; }
#jump { color: var(--error); border-color: var(--error); }
:focus-visible { outline: 2px solid var(--selected); outline-offset: 1px; }
.chip { display: inline-flex; gap: 4px; align-items: center; font-size: 13px; cursor: pointer; padding: 2px 5px; border-radius: 6px; }
.chip input { margin: 0; } .chip:hover { background: var(--raised); }
.chip i { width: 14px; height: 12px; border-radius: 3px; border: 1px solid; }
${OUTCOMES.map((name) => `.chip i.${name} { background: var(--${name}); border-color: var(--${name}-edge); }`).join(' ')}
.chip i.info, .chip i.blocked { border-style: dashed; }
main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 1fr) 340px; }
.picture { display: grid; grid-template-columns: var(--names, 84px) minmax(0, 1fr); grid-template-rows: 48px minmax(0, 1fr); min-height: 0; }
.corner { border-bottom: 1px solid var(--line); font-size: 11px; color: var(--muted); padding: 4px 8px 0 16px; }
.overview { position: relative; border-bottom: 1px solid var(--line); overflow: hidden; cursor: pointer; touch-action: none; }
#map { width: 100%; height: 100%; display: block; }
#frame { position: absolute; top: 0; bottom: 0; border: 2px solid var(--selected); border-radius: 3px; background: color-mix(in srgb, var(--selected) 10%, transparent); pointer-events: none; }
#names { position: relative;  margin-top: 22px; overflow: hidden; border-right: 1px solid var(--line); }
.name { position: absolute; left: 0; right: 0; height: 36px; padding: 3px 8px 0 16px; line-height: 20px; font-size: 12px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
#stage { position: relative; overflow: hidden; min-height: 120px; }
#timeline { position: absolute; inset: 0; touch-action: none; cursor: grab; }
#timeline:focus-visible { outline-offset: -2px; }
aside { border-left: 1px solid var(--line); overflow-y: auto; padding: 12px 16px; background: var(--raised); overflow-wrap: anywhere; }
aside h2 { font-size: 12px; text-transform: uppercase; letter-spacing: .05em; color: var(--muted); margin: 16px 0 6px; } aside h2:first-child, #card + h2 { margin-top: 0; }
aside h3 { font: 600 13px/1.4 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; margin: 0 0 6px; }
aside code, aside pre, #tip { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12px; }
aside pre { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 8px; line-height: 1.35; }
aside p { margin: 4px 0; } aside ul { list-style: none; margin: 0; padding: 0; } aside li { margin: 0 0 8px; }
#card { min-height: 60px; padding-bottom: 10px; margin-bottom: 12px; border-bottom: 1px solid var(--line); }
.operation { font: 12px/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; display: block; text-align: left; width: 100%; white-space: normal; }
.reason { display: block; padding: 2px 2px 0 10px; color: var(--muted); font-size: 13px; }
.hint { color: var(--muted); margin: 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 1px 10px; margin: 0; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
a { color: var(--selected); }
#tip { position: fixed; z-index: 2; max-width: min(420px, 90vw); pointer-events: none; background: var(--surface); border: 1px solid var(--muted); border-radius: 8px; padding: 8px 10px; box-shadow: 0 4px 16px #0004; max-height: 60vh; overflow: hidden; }
#tip strong { display: block; margin-bottom: 4px; overflow-wrap: anywhere; }
kbd { font: 11px ui-monospace, monospace; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0 4px; background: var(--surface); }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 820px) {
  body { height: auto; min-height: 100dvh; }
  header, .tools { padding-left: 10px; padding-right: 10px; }
  main { display: block; } .picture { height: clamp(220px, var(--rows) + 80px, 60dvh); }
  .name, .corner { padding-left: 10px; }
  aside { border-left: 0; border-top: 1px solid var(--line); } input[type=search] { width: 100%; } .tools .search { width: 100%; flex-wrap: nowrap; }
}
@media print { .tools, #tip { display: none; } body { height: auto; } .picture { height: 70vh; } }
`;
