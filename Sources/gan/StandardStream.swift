import Foundation

/// One of the process's own streams, written without a buffer so that results and remarks keep their order.
struct StandardStream {
    static let output = StandardStream(descriptor: 1)
    static let error = StandardStream(descriptor: 2)

    let descriptor: Int32

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Writes all of a text. Results that cannot be written, as on a full disk, end the program: it must not seem to
    /// have done its work.
    func write(_ text: String) {
        guard let code = failure(writing: text), descriptor == 1 else { return }
        let reason = String(cString: strerror(code))
        StandardStream.error.write("error: the standard output cannot be written: \(reason.lowercased())\n")
        ExitStatus.runFailed.leave()
    }

    /// Writes all of a text; the system's number for what went wrong, or `nil`.
    func failure(writing text: String) -> Int32? {
        var text = text
        return text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count, let start = bytes.baseAddress {
                let count = Foundation.write(descriptor, start + done, bytes.count - done)
                if count > 0 {
                    done += count
                } else if errno == EAGAIN {
                    // A pipe that does not block is full: its reader makes room.
                    var place = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&place, 1, -1)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }
}
