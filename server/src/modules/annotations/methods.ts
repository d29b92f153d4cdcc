import { addDays, type Day, localTime } from "../../base/dates.ts";
import { noAccess, wrongDate } from "../../base/errors.ts";
import { type Caller, requireSignedIn } from "../../catalog/caller.ts";
import { type Method, method } from "../../catalog/method.ts";
import { flag, integer, oneOf, site, sites, text } from "../../catalog/params.ts";
import type { Period } from "../../catalog/query.ts";
import { sitesAsked } from "../../catalog/sites-asked.ts";
import { requireSite, type Site } from "../../db/sites.ts";
import { readDay } from "../../reporting/day.ts";
import { parsePeriods, periodAround } from "../../reporting/period.ts";
import { deleteNotes, findNotes, insertNote, mayChange, type Note, noteOnWire, requireNote, shortened, updateNote } from "./notes.ts";

const period = () => oneOf("day", "week", "month", "year", "range");
const lastN = () => integer(1, 3650).optional();

const add = method({
  method: "Annotations.add",
  docs: "Writes a note to a day of a site and returns it.",
  access: "view",
  params: { idSite: site(), date: text(), note: text(), starred: flag().or(false) },
  run: async ({ params, records, caller, clock }) => {
    requireSignedIn(caller);
    const site = await requireSite(records, params.idSite);
    const note = await insertNote(records, {
      site: site.id,
      day: readNoteDay(params.date, site, clock.now()),
      note: shortened(params.note),
      starred: params.starred ? 1 : 0,
      login: caller.login,
    });
    return noteOnWire(note, caller);
  },
});

const save = method({
  method: "Annotations.save",
  docs: "Changes a note and returns it. What is left out stays.",
  access: "view",
  params: { idSite: site(), idNote: integer(0), date: text().optional(), note: text().optional(), starred: flag().optional() },
  run: async ({ params, records, caller, clock }) => {
    const site = await requireSite(records, params.idSite);
    requireChange(caller, await requireNote(records, site.id, params.idNote));
    await updateNote(records, site.id, params.idNote, {
      ...(params.date === undefined ? {} : { day: readNoteDay(params.date, site, clock.now()) }),
      ...(params.note === undefined ? {} : { note: shortened(params.note) }),
      ...(params.starred === undefined ? {} : { starred: params.starred ? 1 : 0 }),
    });
    return noteOnWire(await requireNote(records, site.id, params.idNote), caller);
  },
});

const remove = method({
  method: "Annotations.delete",
  docs: "Removes a note.",
  access: "view",
  params: { idSite: site(), idNote: integer(0) },
  run: async ({ params, records, caller }) => {
    await requireSite(records, params.idSite);
    requireChange(caller, await requireNote(records, params.idSite, params.idNote));
    await deleteNotes(records, params.idSite, params.idNote);
    return undefined;
  },
});

const deleteAll = method({
  method: "Annotations.deleteAll",
  docs: "Removes all notes of a site.",
  access: "superuser",
  params: { idSite: site() },
  run: async ({ params, records }) => {
    await requireSite(records, params.idSite);
    await deleteNotes(records, params.idSite);
    return undefined;
  },
});

const get = method({
  method: "Annotations.get",
  docs: "Tells about one note.",
  access: "view",
  params: { idSite: site(), idNote: integer(0) },
  run: async ({ params, records, caller }) => {
    await requireSite(records, params.idSite);
    return noteOnWire(await requireNote(records, params.idSite, params.idNote), caller);
  },
});

const getAll = method({
  method: "Annotations.getAll",
  docs: "Lists the notes of sites, a list for each site that has any; without a date those of all days.",
  access: "someView",
  params: { idSite: sites(), date: text().optional(), period: period().or("day"), lastN: lastN() },
  run: async ({ params, records, caller, clock }) => {
    const lists: ReturnType<typeof noteOnWire>[][] = [];
    for (const site of await sitesAsked(records, caller, params.idSite)) {
      const asked = params.date && periodsAsked(params.period, params.date, params.lastN, today(site, clock.now()));
      const notes = await findNotes(records, site.id, asked ? { from: asked[0]!.from, to: asked.at(-1)!.to } : undefined);
      if (notes.length > 0) lists.push(notes.map((note) => noteOnWire(note, caller)));
    }
    return lists;
  },
});

const getAnnotationCountForDates = method({
  method: "Annotations.getAnnotationCountForDates",
  docs: "Counts notes, and those with a star, by day or longer period; for each site a list of pairs of date and counts.",
  access: "someView",
  params: { idSite: sites(), date: text(), period: period(), lastN: lastN(), getAnnotationText: flag().or(false) },
  run: async ({ params, records, caller, clock }) => {
    const counted = async (site: Site) => {
      const asked = byDayInRange(periodsAsked(params.period, params.date, params.lastN, today(site, clock.now())));
      const notes = await findNotes(records, site.id, { from: asked[0]!.from, to: asked.at(-1)!.to });
      return asked.map(({ from, to }) => {
        const within = notes.filter((note) => note.day >= from && note.day <= to);
        return [from, countOf(within, params.getAnnotationText)] as const;
      });
    };
    return Promise.all((await sitesAsked(records, caller, params.idSite)).map(counted));
  },
});

export const methods: readonly Method[] = [add, save, remove, deleteAll, get, getAll, getAnnotationCountForDates];

function countOf(notes: readonly Note[], withText: boolean) {
  const count = { count: notes.length, starred: notes.filter((note) => note.starred).length };
  return withText && notes.length === 1 ? { ...count, note: notes[0]!.note } : count;
}

/** The periods that date and period name; `lastN` adds those before a single one. */
function periodsAsked(kind: Period["kind"], date: string, lastN: number | undefined, today: Day): readonly Period[] {
  const { periods, several } = parsePeriods(kind, date, today);
  if (kind === "range" || several) return periods;
  const all = [...periods];
  while (all.length < (lastN ?? 1)) all.unshift(periodAround(kind, addDays(all[0]!.from, -1)));
  return all;
}

function byDayInRange(periods: readonly Period[]): readonly Period[] {
  const [only] = periods;
  return only?.kind === "range" ? parsePeriods("day", `${only.from},${only.to}`, only.to).periods : periods;
}

function today(site: Site, now: number): Day {
  return localTime(now / 1000, site.timezone).day;
}

function readNoteDay(date: string, site: Site, now: number): Day {
  const day = readDay(date, today(site, now));
  if (day === undefined) throw wrongDate(date);
  return day;
}

function requireChange(caller: Caller, note: Note): void {
  if (!mayChange(caller, note)) throw noAccess(`'write' access for the website id = ${note.site}, or to have written the annotation`);
}
