import CCairo

/// Text on the canvas, through cairo's own simple text functions: figures need no more.
extension Canvas {
    func textWidth(_ text: String, size: Double, isBold: Bool = false) -> Double {
        selectFont(size: size, isBold: isBold)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, Self.typeset(text), &extents)
        return extents.x_advance
    }

    /// Draws one line of text. Heights come from the font and not from the letters, so that neighbours share a baseline.
    func text(
        _ text: String, x: Double, y: Double, size: Double, _ horizontal: Horizontal = .left,
        _ vertical: Vertical = .baseline, isBold: Bool = false, color: Color = .black, isRotated: Bool = false
    ) {
        let width = textWidth(text, size: size, isBold: isBold)
        let across: Double =
            switch horizontal {
            case .left: 0
            case .center: -width / 2
            case .right: -width
            }
        let down: Double =
            switch vertical {
            case .top: size * 0.76
            case .middle: size * 0.36
            case .baseline: 0
            case .bottom: -size * 0.22
            }
        cairo_save(context)
        setColor(color)
        cairo_translate(context, x, y)
        if isRotated { cairo_rotate(context, -Double.pi / 2) }
        cairo_move_to(context, across, down)
        cairo_show_text(context, Self.typeset(text))
        cairo_restore(context)
        cairo_new_path(context)
    }

    /// The text, ended by an ellipsis where it is wider than allowed.
    func shortened(_ text: String, size: Double, isBold: Bool = false, to width: Double) -> String {
        guard textWidth(text, size: size, isBold: isBold) > width else { return text }
        let characters = Array(text)
        func beginning(_ count: Int) -> String { String(characters.prefix(count)) + "…" }
        // Halving finds the longest beginning that fits.
        var (fits, tooLong) = (0, characters.count)
        while tooLong - fits > 1 {
            let middle = (fits + tooLong) / 2
            if textWidth(beginning(middle), size: size, isBold: isBold) > width {
                tooLong = middle
            } else {
                fits = middle
            }
        }
        return beginning(fits)
    }

    /// A title that fits the width: smaller where it is too long, down to the size of a tick's label; only then is its end cut.
    func title(_ text: String, in width: Double) -> (text: String, size: Double) {
        let full = SceneLayout.titleSize
        let size = max(SceneLayout.tickSize, min(full, (full * width / textWidth(text, size: full, isBold: true)).rounded(.down)))
        return (shortened(text, size: size, isBold: true, to: width), size)
    }

    private func selectFont(size: Double, isBold: Bool) {
        cairo_select_font_face(
            context, "sans-serif", CAIRO_FONT_SLANT_NORMAL, isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
        cairo_set_font_size(context, size)
    }

    /// Without control characters, which cairo would refuse or draw as boxes.
    static func typeset(_ text: String) -> String { String(text.map { isControl($0) ? " " : $0 }) }

    static func typeset(_ tick: Tick) -> String { tick.isName ? typeset(tick.label) : typesetNumber(tick.label) }

    /// A tick's label as print shows it: a true minus sign, and powers of ten raised.
    static func typesetNumber(_ label: String) -> String {
        let superscripts: [Character: Character] = [
            "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹",
            "-": "⁻",
        ]
        let parts = label.split(separator: "e")
        let mantissa = String(parts.first ?? "").replacing("-", with: "−")
        guard parts.count == 2 else { return mantissa }
        let power = "10" + String(parts[1].map { superscripts[$0] ?? $0 })
        return mantissa == "1" ? power : mantissa == "−1" ? "−" + power : "\(mantissa)×\(power)"
    }
}

/// True for characters that steer a terminal instead of being seen.
func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.contains {
        $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
    }
}
