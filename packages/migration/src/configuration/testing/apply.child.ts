import { applyConfiguration, restoreConfiguration } from '../index.ts'

// kills itself before the step of the given number; -1 goes through
const [verb = '', folder = '', killed = '-1', ...backups] = process.argv.slice(2)
let step = 0
const onStep = () => {
  if (step === Number(killed)) process.kill(process.pid, 'SIGKILL')
  step += 1
}
if (verb === 'restore') await restoreConfiguration(folder, backups, { onStep })
else await applyConfiguration(folder, { backupFolder: backups[0] ?? '', now: new Date(0), onStep })
process.stdout.write(String(step))
