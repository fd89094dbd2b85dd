// The screen locker of a desktop covers the screen: node coverScreen.ts BUS [NAME]. Without its name it only claims to be it.
import dbus from 'dbus-native'

const [address = '', name] = process.argv.slice(2)
const bus = dbus.createClient({ busAddress: address, authMethods: ['EXTERNAL'] })
const itself = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' }
if (name !== undefined) await bus.invoke({ ...itself, member: 'RequestName', signature: 'su', body: [name, 0] })
bus.sendSignal('/org/freedesktop/ScreenSaver', 'org.freedesktop.ScreenSaver', 'ActiveChanged', 'b', [true])
// An answer after it: the bus has passed the signal on.
await bus.invoke({ ...itself, member: 'GetId' })
bus.connection.end()
