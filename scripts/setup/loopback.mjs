// A loopback on which practice cards answer at once, in a network namespace of one's own.

/** A shell command: switches the loopback on. */
export const switchLoopbackOn = 'ip link set lo up'

/**
 * A shell command, after the one above: its connections acknowledge every packet at once. vpcd sends the two bytes of a
 * command's length by themselves, and Linux holds the command back until they are acknowledged, which is otherwise put
 * off: 45 ms for every command to a practice card. Fails on a system that cannot do it.
 */
export const acknowledgeAtOnce = ['127.0.0.0/8', '127.0.0.1']
  .map((address) => `ip route change table local local ${address} dev lo scope host src 127.0.0.1 quickack 1`)
  .join(' && ')
