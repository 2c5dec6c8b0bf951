import Language

/// What a page in HTML has around its words: head, style, and the few lines of script that move a slider.
enum PageStyle {
    /// The policy forbids every address: whatever the page holds, nothing is fetched.
    static func opening(_ title: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="gan">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>\(escapedHTML(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <main>

        """
    }

    static let closing = """
        </main>
        <script>
        \(script)
        </script>
        </body>
        </html>

        """

    /// A slider over so many frames; the script shows it.
    static func slider(to last: Int) -> String {
        """
        <div class="slider" hidden>
        <button type="button" aria-label="play">&#9654;</button>
        <input type="range" min="0" max="\(last)" value="\(last)" aria-label="frame of the training">
        <output>\(last + 1)/\(last + 1)</output>
        </div>

        """
    }

    /// Letters grow with the window, for those in the back row.
    private static let style = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --faint: #59636e; --soft: #f3f5f7; --line: #d0d7de;
          --accent: #0757b8; --wrong: #b3141b; --wrong-soft: #fdecea; --care: #7a5200; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14171b; --ink: #e6e8eb; --faint: #a3abb5; --soft: #1e2329;
          --line: #3a424c; --accent: #74b1ff; --wrong: #ff8f88; --wrong-soft: #3a1a1b; --care: #e6b450; } }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: clamp(1.05rem, 0.85rem + 0.55vw, 1.7rem)/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 58rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
        h1, h2, h3 { line-height: 1.2; margin: 1.6em 0 .6em; break-after: avoid; }
        pre, code, .file { font-family: ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; font-size: .88em; }
        pre { margin: 0; padding: .5em .9em; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.45; }
        .cell { margin: 1.1em 0; border-left: .25em solid var(--accent); background: var(--soft); break-inside: avoid-page; }
        .cell:has(.failed) { border-left-color: var(--wrong); }
        .statement { font-weight: 600; color: var(--accent); }
        pre.words { background: var(--soft); margin: 1em 0; }
        .remark, .file, .footnote, figcaption { color: var(--faint); }
        .warning { color: var(--care); }
        .failed { color: var(--wrong); background: var(--wrong-soft); border: 1px solid var(--wrong); }
        .failed::before { content: "\\2717\\20 failed\\A"; font-weight: 700; }
        p.file, .footnote { margin: 0; padding: .3em .9em; }
        figure, .frames { margin: 0; padding: .6em .9em; break-inside: avoid; }
        .frames figure { padding: 0; }
        img { vertical-align: middle; max-width: 100%; max-height: 80vh; height: auto; background: #fff; border-radius: 4px; }
        figcaption { font-size: .85em; }
        .frame:has(img + img) img { max-width: 49%; }
        .slider { display: flex; gap: .7em; align-items: center; }
        .slider[hidden], .frame[hidden] { display: none; }
        .slider input { flex: 1; accent-color: var(--accent); }
        .slider button { font: inherit; width: 2.6em; }
        .table { overflow-x: auto; padding: .4em .9em; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; }
        th, td { padding: .15em .9em .15em 0; text-align: left; border-bottom: 1px solid var(--line); }
        th.number, td.number { text-align: right; }
        .marked td:last-child::after { content: " *"; }
        @media print { :root { --paper: #fff; --ink: #000; --faint: #444; --soft: #fff; --line: #999; --accent: #000;
          --wrong: #900; --wrong-soft: #fff; --care: #640; } body { font-size: 11pt; } .slider { display: none; }
          main { max-width: none; padding: 0; } img { max-height: 40vh; }
          .table { overflow: visible; } table { font-size: 7pt; } }
        """

    private static let script = """
        for (const frames of document.querySelectorAll(".frames")) {
          const slider = frames.querySelector(".slider");
          if (!slider) continue;
          const pictures = [...frames.querySelectorAll(".frame")];
          const [button, range, output] = slider.children;
          let timer = 0;
          const show = index => {
            pictures.forEach((picture, place) => { picture.hidden = place !== index; });
            range.value = index;
            range.setAttribute("aria-valuetext", pictures[index].querySelector("figcaption").textContent);
            output.textContent = `${index + 1}/${pictures.length}`;
          };
          const stop = () => {
            clearInterval(timer);
            timer = 0;
            button.textContent = "\\u25B6";
            button.setAttribute("aria-label", "play");
          };
          range.addEventListener("input", () => { stop(); show(+range.value); });
          button.addEventListener("click", () => {
            if (timer) return stop();
            if (+range.value === pictures.length - 1) show(0);
            button.textContent = "\\u23F8";
            button.setAttribute("aria-label", "pause");
            timer = setInterval(() => +range.value < pictures.length - 1 ? show(+range.value + 1) : stop(), 150);
          });
          slider.hidden = false;
        }
        """
}
