// The floor of a process that answers: it does nothing else.
process.on('message', (message) => process.send?.(message))
