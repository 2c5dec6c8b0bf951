// The C library's mathematics alone: loading the whole of Foundation would slow the start of the command.
#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

func decimalLogarithm(_ value: Double) -> Double { log10(value) }
func powerOfTen(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
func powerOfTen(fraction: Double) -> Double { pow(10, fraction) }
func sine(_ angle: Double) -> Double { sin(angle) }
func cosine(_ angle: Double) -> Double { cos(angle) }
func angle(_ up: Double, _ across: Double) -> Double { atan2(up, across) }
