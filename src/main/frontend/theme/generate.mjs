// Makes samspill.css anew from designsystemet.config.json. Run by hand (`npm run theme`) when the colours change; the result is committed,
// so that a build needs neither the generator nor its 145 packages.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GENERATOR = '@digdir/designsystemet@1.15.0';
const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'theme-'));
const config = 'designsystemet.config.json';
const run = (...args) => execFileSync('npx', ['--yes', GENERATOR, 'tokens', ...args], { cwd: work, stdio: 'inherit' });

cpSync(join(here, config), join(work, config));
run('create', '--config', config);
run('build', '--tokens', 'tokens', '--out-dir', 'css', '--config', config);
cpSync(join(work, 'css', 'samspill.css'), join(here, 'samspill.css'));
rmSync(work, { recursive: true });
