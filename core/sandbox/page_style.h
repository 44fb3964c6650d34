// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace usher::sandbox {

/// The one style sheet of the tenant's pages; it stands in each of them, for their policy lets nothing be fetched.
inline constexpr auto pageStyle = R"css(
:root {
  color-scheme: light dark;
  --ground: #e9edf3; --glow: #f7f9fc; --card: #ffffff; --line: #d3d9e2; --text: #1c2530; --quiet: #566273;
  --accent: #1f5f8b; --accent-strong: #174a6e; --on-accent: #ffffff; --hover: #eef4f9; --error: #b3261e; --shadow: #1c253026;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12171d; --glow: #1a222b; --card: #1f2730; --line: #3a4552; --text: #e9eef4; --quiet: #a5b1c0;
    --accent: #7db7e0; --accent-strong: #a5cfee; --on-accent: #0d1a25; --hover: #29333f; --error: #ffb4ab; --shadow: #00000080;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 24px 16px; display: flex; flex-direction: column; align-items: center;
  justify-content: center; gap: 16px; background: linear-gradient(160deg, var(--glow), var(--ground)); color: var(--text);
  font: 15px/1.45 "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif;
}
main {
  width: 100%; max-width: 440px; padding: 28px 40px; background: var(--card); border: 1px solid var(--line);
  border-radius: 8px; box-shadow: 0 4px 18px var(--shadow);
}
.brand { display: flex; align-items: center; gap: 10px; margin-bottom: 18px; color: var(--quiet); font-weight: 600; }
.brand svg { width: 26px; height: 26px; color: var(--accent); }
h1 { margin: 0 0 4px; font-size: 24px; font-weight: 600; line-height: 1.25; }
h2 { margin: 24px 0 8px; font-size: 13px; font-weight: 600; color: var(--quiet); }
p { margin: 0 0 12px; }
.quiet { color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
.error { margin: 12px 0 4px; color: var(--error); }
label { display: block; margin: 16px 0 4px; font-size: 13px; color: var(--quiet); }
input, select {
  width: 100%; padding: 9px 10px; font: inherit; color: inherit; background: transparent; border: 1px solid var(--quiet);
  border-radius: 4px;
}
select { background: var(--card); text-overflow: ellipsis; }
input[aria-invalid="true"] { border-color: var(--error); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.actions { display: flex; justify-content: flex-end; margin-top: 20px; }
.primary {
  min-width: 108px; padding: 9px 18px; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent);
  border: 0; border-radius: 4px; cursor: pointer;
}
.primary:hover { background: var(--accent-strong); }
.actions { gap: 8px; flex-wrap: wrap; }
.secondary {
  padding: 7px 14px; font: inherit; color: inherit; background: transparent; border: 1px solid var(--quiet); border-radius: 4px;
  cursor: pointer;
}
.secondary:hover { background: var(--hover); }
details { margin-top: 10px; border-top: 1px solid var(--line); padding-top: 8px; }
summary { color: var(--quiet); font-size: 13px; cursor: pointer; }
details .actions { margin: 12px 0; }
.people { margin: 0 -12px; padding: 0; list-style: none; }
.people button {
  display: grid; grid-template-columns: 36px 1fr; column-gap: 12px; align-items: center; width: 100%; padding: 7px 12px;
  font: inherit; line-height: 1.3; text-align: left; color: inherit; background: transparent; border: 0; border-radius: 4px;
  cursor: pointer;
}
.people button:hover { background: var(--hover); }
.initials {
  grid-row: span 2; width: 36px; height: 36px; display: grid; place-items: center; font-size: 13px; font-weight: 600;
  color: var(--accent); border: 1px solid var(--line); border-radius: 50%;
}
.identity { display: flex; align-items: center; gap: 8px; margin-bottom: 14px; overflow-wrap: anywhere; }
.back { display: inline-grid; place-items: center; width: 28px; height: 28px; color: inherit; border-radius: 50%; }
.back:hover { background: var(--hover); }
.back svg { width: 18px; height: 18px; }
.facts { margin: 0; padding: 0; list-style: none; font-size: 13px; overflow-wrap: anywhere; }
.banner { margin: 0; color: var(--quiet); font-size: 13px; text-align: center; }
@media (max-width: 520px) {
  body { padding: 0 0 16px; justify-content: flex-start; background: var(--card); }
  main { max-width: none; padding: 24px; border: 0; border-radius: 0; box-shadow: none; }
}
)css";

} // namespace usher::sandbox
