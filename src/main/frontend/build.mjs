// Builds the front end for Maven: installs only when the lock file changed, bundles only when a source changed. Stamps stand under target/.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', '..', '..', 'target');
const output = join(target, 'classes', 'static', 'assets', 'manifest.json');
const stamps = join(target, 'frontend');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The front end needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

const sources = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : [path];
  });

const digest = (files) => {
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(relative(here, file)).update(readFileSync(file));
  return hash.digest('hex');
};

const unless = (name, value, done, work) => {
  const stamp = join(stamps, name);
  if (done() && existsSync(stamp) && readFileSync(stamp, 'utf8') === value) return;
  work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, value);
};

const lock = digest([join(here, 'package-lock.json'), join(here, 'package.json')]);
unless('lock', lock, () => existsSync(join(here, 'node_modules', 'vite')), () =>
  execFileSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' }));
unless('sources', digest(sources(here)), () => existsSync(output), () =>
  execFileSync(process.execPath, [join(here, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], { cwd: here, stdio: 'inherit' }));
