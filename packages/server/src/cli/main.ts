/** `almanac`: the entry of the command line. */
import { EXIT } from './errors.ts';
import { runCli } from './program.ts';

// A reader that has enough (`| head`) closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
});

const code = await runCli(process.argv.slice(2));
// What is still open by now (a keep-alive connection) is not waited for; what was printed is.
process.stdout.write('', () => process.exit(code));
