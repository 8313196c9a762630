/** How reports look: light or dark on screens, always light on paper. */
export const reportStyle = `
:root { --bg: #ffffff; --ink: #1b1c1e; --dim: #5a5f66; --line: #dcdcd8; --rule: #1b1c1e; --acc: #1d48b8; --soft: #f6f6f3; --mark: #fff6e6; }
@media screen and (prefers-color-scheme: dark) {
  :root { --bg: #141517; --ink: #ecedee; --dim: #a4aab2; --line: #34383e; --rule: #c9ccd0; --acc: #8fb0ff; --soft: #1d1f23; --mark: #2b2417; }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; scroll-padding-top: 16px; }
body { margin: 0; color: var(--ink); background: var(--bg); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums; }
.paper { max-width: 920px; margin: 0 auto; padding: 48px 32px 96px; }
h1, h2, h3 { line-height: 1.25; letter-spacing: -0.012em; text-wrap: balance; }
h1 { margin: 6px 0 14px; font-size: 32px; }
h2 { margin: 64px 0 6px; padding-top: 18px; border-top: 1px solid var(--line); font-size: 23px; }
h3 { margin: 36px 0 6px; font-size: 17px; }
p { margin: 0 0 14px; max-width: 46em; }
a { color: var(--acc); text-underline-offset: 2px; }
:focus-visible { outline: 2px solid var(--acc); outline-offset: 2px; }
code, pre { font: 13px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre { margin: 0 0 14px; padding: 12px 16px; border-radius: 8px; background: var(--soft); white-space: pre-wrap; overflow-wrap: anywhere; }
.kicker { margin: 0; color: var(--dim); font-size: 14px; }
.lead { font-size: 18px; line-height: 1.55; }
.see, .dim { color: var(--dim); }
.note { max-width: 46em; margin: 0 0 14px; padding: 10px 16px; border-left: 3px solid #b26a00; background: var(--mark); }
.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 18px 28px; margin: 26px 0; padding: 18px 0 0; border-top: 1px solid var(--line); }
.made { margin: 20px 0 0; font-size: 14px; }
.made div { display: flex; gap: 14px; padding: 2px 0; }
.made dt { flex: 0 0 76px; color: var(--dim); }
.made dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.key div { display: flex; flex-direction: column; }
.key dt { order: 2; color: var(--dim); font-size: 14px; line-height: 1.4; }
.key dd { margin: 0; font-size: 25px; font-weight: 600; letter-spacing: -0.015em; }
figure { margin: 30px 0 40px; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { max-width: 50em; margin-top: 8px; font-size: 14.5px; line-height: 1.5; }
.files { margin-left: 6px; color: var(--dim); white-space: nowrap; }
.scroll { overflow-x: auto; }
.scroll + p { margin-top: 12px; }
table { width: 100%; border-top: 1.5px solid var(--rule); border-bottom: 1.5px solid var(--rule); border-collapse: collapse; font-size: 14px; line-height: 1.4; }
th, td { padding: 5px 0 5px 18px; text-align: right; vertical-align: baseline; white-space: nowrap; }
th:first-child, td:first-child { padding-left: 2px; }
th:last-child, td:last-child { padding-right: 2px; }
thead th { border-bottom: 1px solid var(--rule); color: var(--dim); font-weight: 500; white-space: normal; vertical-align: bottom; }
tbody th { font-weight: 400; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.text { text-align: left; }
.wide td.text { white-space: normal; overflow-wrap: break-word; min-width: 9em; }
.wide th.text { white-space: normal; min-width: 11em; }
.stacks td.text { min-width: 14em; overflow-wrap: anywhere; }
.stacks th.text { min-width: 0; }
details { margin-top: 10px; font-size: 14.5px; }
summary { width: fit-content; color: var(--acc); cursor: pointer; }
details .scroll { max-height: 480px; margin-top: 10px; overflow-y: auto; }
ul.plain { max-width: 46em; margin: 0 0 14px; padding-left: 20px; }
ul.plain li { margin-bottom: 6px; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav a { color: var(--dim); text-decoration: none; }
nav a:hover { color: var(--acc); text-decoration: underline; }
nav h2 { margin: 0 0 8px; padding: 0; border: 0; font-size: 14px; }
@media (min-width: 1280px) {
  .paper { max-width: 1240px; display: grid; grid-template-columns: 210px minmax(0, 900px); grid-template-rows: auto 1fr; column-gap: 72px; }
  header, main { grid-column: 2; }
  nav { position: sticky; top: 48px; grid-column: 1; grid-row: 1 / span 2; align-self: start; font-size: 14.5px; line-height: 1.4; }
  nav li { padding: 4px 0; }
}
@media (max-width: 1279.98px) {
  .paper { display: flex; flex-direction: column; }
  nav { margin-top: 32px; padding: 14px 18px; border-radius: 8px; background: var(--soft); font-size: 14.5px; }
  nav ol { columns: 3 190px; column-gap: 28px; }
  nav li { padding: 2px 0; break-inside: avoid; }
  main { min-width: 0; }
}
@media (max-width: 700px) {
  .paper { padding: 24px 16px 64px; }
  h1 { font-size: 26px; }
  h2 { margin-top: 48px; }
  .lead { font-size: 17px; }
  figure svg { min-width: 660px; }
  .stacks thead { display: none; }
  .stacks tr, .stacks tbody, .stacks :is(th, td) { display: block; min-width: 0; padding: 0; text-align: left; overflow-wrap: anywhere; }
  .stacks tr { padding: 8px 0; }
  .stacks tr + tr > * { border-top: 0; }
  .stacks tbody tr + tr { border-top: 1px solid var(--line); }
  .stacks tbody th { font-weight: 600; }
  .stacks td::before { content: attr(data-head) ": "; color: var(--dim); }
}
@media print {
  @page { margin: 18mm 16mm; }
  html { color-scheme: light; }
  body { font-size: 10pt; }
  .paper { display: block; max-width: none; padding: 0; }
  nav { margin-top: 8mm; padding: 0; background: none; }
  nav ol { columns: 2; }
  h1 { font-size: 20pt; } h2 { font-size: 14pt; margin-top: 10mm; } h3 { font-size: 11pt; }
  .lead { font-size: 11.5pt; }
  h2, h3, .see { break-after: avoid; }
  figure { margin: 5mm 0 8mm; break-inside: avoid; }
  figure svg { max-height: 205mm; }
  figcaption { font-size: 9pt; }
  table { font-size: 8pt; }
  th, td { padding: 2px 0 2px 8px; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  details, .files { display: none; }
  .key { gap: 4mm; margin: 6mm 0; padding: 4mm 0 0; grid-template-columns: repeat(4, 1fr); } .key dd { font-size: 15pt; } .key dt { font-size: 9pt; }
  a { color: inherit; text-decoration: none; }
  pre { padding: 0; background: none; }
}
`;
