import { type Command, InvalidArgumentError } from "commander";
import { addClientFlags, type Client, clientOf, RefusedError } from "./client.ts";
import { type Facts, loadFacts } from "./demo/facts.ts";
import { drawProgress } from "./demo/progress.ts";
import { tellStory } from "./demo/story.ts";
import type { DemoHit, DemoSite } from "./demo/visit.ts";
import { print, singleValue } from "./print.ts";

interface DemoFlags {
  readonly days: number;
  readonly visits: number;
  readonly seed: number;
}

const hitsPerCall = 500;

/** `footfall demo`: fills a running server with the last 30 days of a made-up shop, through the tracking endpoint as any tracker would. */
export function addDemoCommand(program: Command): void {
  addClientFlags(program.command("demo"))
    .description("fill a running server with a believable site's last 30 days")
    .option("--days <number>", "how many days back it reaches", wholeNumber, 30)
    .option("--visits <number>", "visits on a usual day", wholeNumber, 320)
    .option("--seed <number>", "the same seed tells the same story", wholeNumber, 1)
    .action(async (flags: DemoFlags, command: Command) => {
      const client = clientOf(command);
      const facts = loadFacts();
      const ids = await setUp(client, facts);
      const end = Math.floor(Date.now() / 1000);
      const hits = tellStory(facts, ids, { end, days: flags.days, visitsPerDay: flags.visits, seed: flags.seed });
      const started = performance.now();
      await send(client, hits);
      const seconds = (performance.now() - started) / 1000;
      print(`\n${hits.length} hits of ${flags.days} days are in site ${ids.site}, ${facts.site.name}, after ${seconds.toFixed(0)} s.`);
      print(`\nThe first question to ask:\n\n${firstCall(client, ids.site)}\n\n${client.url}`);
    });
}

async function setUp(client: Client, facts: Facts): Promise<DemoSite> {
  const { name, url, timezone, currency } = facts.site;
  const added = await client.call("SitesManager.addSite", { siteName: name, urls: [url], timezone, currency, ecommerce: true });
  const site = Number(singleValue(added));
  const goals: number[] = [];
  for (const goal of facts.goals) goals.push(Number(singleValue(await client.call("Goals.addGoal", { idSite: site, ...goal }))));
  const dimensions: number[] = [];
  for (const dimension of facts.dimensions) {
    const id = await client.call("CustomDimensions.configureNewCustomDimension", { idSite: site, ...dimension, active: true });
    dimensions.push(Number(singleValue(id)));
  }
  return { site, newsletterGoal: goals[0]!, customerDimension: dimensions[0]!, authorDimension: dimensions[1]! };
}

async function send(client: Client, hits: readonly DemoHit[]): Promise<void> {
  const progress = drawProgress(hits.length, "hits");
  for (let sent = 0; sent < hits.length; sent += hitsPerCall) {
    const batch = hits.slice(sent, sent + hitsPerCall);
    const { invalid } = await client.track(batch.map(({ params }) => `?${query(params)}`));
    if (invalid > 0)
      throw new RefusedError(`The server refused ${invalid} of ${batch.length} hits: is the token one with write access to the site?`);
    progress(sent + batch.length);
  }
}

function query(params: DemoHit["params"]): string {
  return new URLSearchParams(Object.entries(params).map(([name, value]) => [name, String(value)] as [string, string])).toString();
}

function firstCall({ url, token }: Client, site: number): string {
  return [
    `curl ${url}index.php \\`,
    `  -d module=API -d method=VisitsSummary.get -d format=JSON \\`,
    `  -d idSite=${site} -d period=month -d date=today \\`,
    `  -d token_auth=${token}`,
  ].join("\n");
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError("It must be a whole number above 0.");
  return Number(text);
}
