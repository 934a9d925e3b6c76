/** `evlock meter page`: serve a meter's local page, apart from the meter. */
import { runUntilStopped } from '@evlock/files';
import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { examples } from '../../input/options.ts';
import { fields } from '../../output/format.ts';

interface PageOptions {
  readonly profile: string;
  readonly pages?: string;
}

async function servePage({ profile: file, pages }: PageOptions, context: Context): Promise<void> {
  const { LocalPage, readMeterProfile } = await import('@evlock/meter');
  const profile = await readMeterProfile(file);
  const page = new LocalPage({ profile, pagesFolder: pages }, { clock: context.clock });
  // The code is for the person in front of this terminal; without one it stays in its file.
  const forPerson = (line: string): string => {
    const { localPage } = JSON.parse(line) as { localPage: { url: string } };
    return fields([
      ['page', localPage.url],
      ['code', page.code],
      ['ends with', 'Ctrl-C'],
    ]);
  };
  const out = (line: string): void => context.out(context.terminal ? forPerson(line) : line);
  await runUntilStopped(page, { signal: context.signal, out });
}

export function registerPage(meter: Command, context: Context): void {
  const command = meter
    .command('page')
    .summary('serve the page on which a person sets a meter up')
    .description(
      "Serves a meter's local page on loopback until Ctrl-C: provision, recovery phrase, the owner's passkey, self-test, request for admission. It uses the provisioning socket in `localPage` of the profile, so run it as a user who may. The code that the page asks for is shown on this terminal, and is in `local-page.json` of the meter's data folder. From another machine: `ssh -L`.",
    )
    .requiredOption('--profile <file>', "the meter's profile, with `localPage`")
    .option('--pages <folder>', 'the built pages (default: `pagesFolder` of the profile)')
    .action((options: PageOptions) => servePage(options, context));
  examples(command, ['evlock meter page --profile meter.json']);
}
