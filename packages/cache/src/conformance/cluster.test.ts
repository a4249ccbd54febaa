import { cacheOn } from '../testing/caches.ts'
import { ownCluster } from '../testing/servers.ts'
import { conformance } from './suite.ts'

const connect = await ownCluster()

conformance('a cluster of three masters', async (options) => cacheOn(await connect(), options))
