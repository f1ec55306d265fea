//! `perennial simulate`: scenarios in, outcomes out, by the very rules the server follows.

use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};

use domain::simulate::answer;

/// Read and written in pieces of this size.
const PIECE: usize = 1 << 16;

/// Answers every line of `input` on `output`; ends quietly when nobody reads on.
pub fn run(input: impl Read, output: impl Write) -> io::Result<()> {
    match answer_lines(
        BufReader::with_capacity(PIECE, input),
        BufWriter::with_capacity(PIECE, output),
    ) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

fn answer_lines<R: Read, W: Write>(
    mut input: BufReader<R>,
    mut output: BufWriter<W>,
) -> io::Result<()> {
    let mut line = Vec::new();
    loop {
        // Whoever sends one line and waits for its answer gets it, before more is waited for.
        if input.buffer().is_empty() {
            output.flush()?;
        }
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return output.flush();
        }
        let scenario = String::from_utf8_lossy(&line);
        if !scenario.trim().is_empty() {
            output.write_all(answer(scenario.trim()).as_bytes())?;
            output.write_all(b"\n")?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn blank_lines_are_skipped_and_unreadable_ones_answered() {
        let mut output = Vec::new();
        run(&b"\n  \r\n{\"id\": \"a\"}\n\xff\n"[..], &mut output).unwrap();
        let output = String::from_utf8(output).unwrap();
        let lines: Vec<_> = output.lines().collect();
        assert_eq!(lines.len(), 2, "{output}");
        assert!(lines[0].starts_with(r#"{"id": "a", "error": "#), "{output}");
        assert!(lines[1].contains("error"), "{output}");
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        assert!(run(&b"{\"id\": \"a\"}\n"[..], Closed).is_ok());
    }
}
