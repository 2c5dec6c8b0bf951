import Kernels

/// Where each entry's elements lie while a program runs: in a constant, in a variable, or in the arena.
final class ProgramMemory {
    private let plan: Plan
    private let arena: Storage
    private var constants: [Storage] = []
    private var addresses: [UnsafeMutablePointer<Float>?]

    init(_ plan: Plan, _ schedule: Schedule) {
        self.plan = plan
        let (requests, requestOf) = Self.requests(plan, schedule)
        let places = MemoryPlan(requests, reuses: plan.options.has(.memoryReuse))
        arena = Storage(count: places.total)
        addresses = [UnsafeMutablePointer<Float>?](repeating: nil, count: plan.entries.count)
        for (number, entry) in plan.entries.enumerated() {
            switch entry.operation {
            case let constant as Constant:
                constants.append(Storage(constant.values))
                addresses[number] = constants[constants.count - 1].pointer
            case let value as VariableValue:
                addresses[number] = value.variable.storage.pointer
            default:
                if let variable = schedule.inPlace[number] {
                    addresses[number] = variable.storage.pointer
                } else if let request = requestOf[number] {
                    addresses[number] = arena.pointer + places.offsets[request]
                }
            }
        }
    }

    /// The address of an entry's first element.
    func pointer(_ number: Int) -> UnsafeMutablePointer<Float> {
        let entry = plan.entries[number]
        guard let base = addresses[entry.base] else { preconditionFailure("what is read was written before") }
        return base + entry.layout.offset
    }

    var bytes: Int { constants.reduce(arena.count) { $0 + $1.count } * MemoryLayout<Float>.stride }

    /// A buffer is alive from the segment that writes it to the last that reads it. Within a segment threads do not wait
    /// for each other, so that whatever it touches is alive through all of it.
    private static func requests(_ plan: Plan, _ schedule: Schedule) -> ([MemoryPlan.Request], requestOf: [Int: Int]) {
        var requests: [MemoryPlan.Request] = []
        var requestOf: [Int: Int] = [:]
        func extend(_ entry: Int, to position: Int) {
            guard let request = requestOf[entry] else { return }
            requests[request].lifetime = requests[request].lifetime.lowerBound...position
        }
        for (position, segment) in schedule.segments.enumerated() {
            for unit in segment.units {
                for entry in unit.written where schedule.inPlace[entry] == nil {
                    requestOf[entry] = requests.count
                    requests.append(.init(count: plan.entries[entry].shape.elementCount, lifetime: position...position))
                }
                for number in unit.read { extend(plan.entries[number].base, to: position) }
            }
        }
        for entry in plan.outputs + schedule.copied.map(\.value) { extend(entry, to: schedule.segments.count) }
        return (requests, requestOf)
    }
}
