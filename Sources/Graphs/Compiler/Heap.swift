/// A queue whose least element is at hand: a binary heap, in which every element is at least its parent.
struct Heap<Element: Comparable> {
    private var elements: [Element] = []

    var least: Element? { elements.first }

    mutating func insert(_ element: Element) {
        elements.append(element)
        var place = elements.count - 1
        while place > 0, elements[place] < elements[(place - 1) / 2] {
            elements.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func removeLeast() {
        elements.swapAt(0, elements.count - 1)
        elements.removeLast()
        var place = 0
        while true {
            let children = (2 * place + 1..<2 * place + 3).clamped(to: 0..<elements.count)
            guard let least = children.min(by: { elements[$0] < elements[$1] }), elements[least] < elements[place] else { return }
            elements.swapAt(place, least)
            place = least
        }
    }
}
