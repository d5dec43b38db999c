"""The style sheet of the review's page: light and dark on a screen, ink on paper."""

STYLE = """
:root{color-scheme:light dark;--ink:#1d2733;--soft:#5b6876;--paper:#fff;--line:#e2e7ec;--box:#f5f7f9;
--planned:#c9d6e3;--actual:#2f6db3;--money:#23734f;--bad:#b3432b;--inside:#fff;--warn:#8a5a00;--warnbox:#fff6e0}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#9aa7b4;--paper:#12171d;--line:#2a333d;--box:#1a2129;
--planned:#3a4a5b;--actual:#6aa6e8;--money:#5bbf92;--bad:#e5826c;--inside:#0c1116;--warn:#f1c56b;--warnbox:#2b2413}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:960px;margin:0 auto;padding:32px 24px 64px}
header{display:flex;justify-content:space-between;align-items:baseline;gap:16px}
h1{font-size:30px;margin:0;letter-spacing:-.02em}h2{font-size:18px;margin:0 0 10px}
header div p{font-size:20px;line-height:1.2;font-weight:600;color:var(--ink)}
header p,small,.more{color:var(--soft);margin:0}
section,figure{margin:34px 0 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin-top:20px}
.tile{background:var(--box);border-radius:10px;padding:14px 16px;display:flex;flex-direction:column}
.tile span{color:var(--soft);font-size:14px}.tile b{font-size:26px;letter-spacing:-.02em}
.tile small{font-size:13px}
.thin{background:var(--warnbox);color:var(--warn);padding:12px 16px;border-radius:10px;margin:20px 0 0}
figcaption{font-weight:650;font-size:18px;margin-bottom:8px}
figure{break-inside:avoid}svg{width:100%;height:auto;display:block}
.key{margin:0 0 6px;color:var(--soft);font-size:14px}
.key span{display:inline-block;margin-right:12px}
.key i{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:4px}
.key .line{width:24px;height:0;border-top:3px solid var(--money);border-radius:0;vertical-align:middle}
.key .line.won{border-top:3px dashed var(--actual)}
svg text{font-size:13px;fill:var(--ink)}svg .name{text-anchor:end}
svg .figure,svg text.level,svg .under,svg .first{fill:var(--soft);font-size:12px}
svg .under{text-anchor:middle}svg text.level,svg .end{text-anchor:end}
svg .inside{text-anchor:middle;fill:var(--inside);font-size:12px;font-weight:600}svg .inside.silent{fill:var(--ink)}
.planned{fill:var(--planned);background:var(--planned)}.actual{fill:var(--actual);background:var(--actual)}
.money{fill:var(--money)}.met{fill:var(--money);background:var(--money)}.unmet{fill:var(--bad);background:var(--bad)}
.silent{fill:var(--planned);background:var(--planned)}
.total{fill:var(--planned);background:var(--planned)}.gain{fill:var(--money);background:var(--money)}
.loss{fill:var(--bad);background:var(--bad)}.cash{fill:var(--actual);background:var(--actual)}
figure dl{margin-top:10px;font-size:14px}
svg line.level{stroke:var(--line)}svg .mark{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:3 3}
svg .line{fill:none;stroke-width:2.5}svg .line.worth{stroke:var(--money)}
svg .line.won{stroke:var(--actual);stroke-dasharray:6 4}
dl{display:grid;grid-template-columns:120px 1fr;gap:6px 16px;margin:0}dt{color:var(--soft);grid-column:1}
dd{margin:0;grid-column:2}
table{border-collapse:collapse;width:100%}th{font-weight:500;color:var(--soft);font-size:14px}
th,td{text-align:right;padding:6px 0 6px 16px;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left;padding-left:0}tr{break-inside:avoid}
th,.figures td{white-space:nowrap}th:first-child,.figures td:first-child,.text td{white-space:normal}
td{overflow-wrap:anywhere}td:first-child{min-width:7em}.text td,.text th{text-align:left}
h2{break-after:avoid}.narrow{display:none}
.changes{background:var(--box);border-radius:10px;padding:18px 22px;break-inside:avoid}
.changes ol{margin:0;padding-left:22px}.changes li{margin:6px 0}.changes p{margin:0}
@media screen and (max-width:560px){.wide{display:none}.narrow{display:block}
main{padding:20px 16px 40px}h1{font-size:24px}
header{flex-wrap:wrap;gap:4px 16px}dl{grid-template-columns:1fr}dt,dd{grid-column:1}dt{margin-top:6px}
section{overflow-x:auto}.tiles{grid-template-columns:1fr 1fr}
table,th{font-size:13px}th,td{padding-left:9px}.changes{padding:14px 16px}}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--line:#ccc;--box:#f4f4f4;--planned:#d5dde5;--actual:#2f5f94;
--money:#23734f;--bad:#b3432b;--inside:#fff;--warn:#5c3c00;--warnbox:#fff6e0}body{font-size:12px}main{padding:0;max-width:none}h1{font-size:22px}
section,figure{margin-top:18px}svg{width:84%}
.tiles{grid-template-columns:repeat(5,1fr)}.tile{padding:8px 10px}.tile b{font-size:18px}
th,td{padding:3px 0 3px 12px}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}@page{margin:16mm}}
""".strip()
