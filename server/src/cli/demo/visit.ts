import type { Facts, Page, Product, Source } from "./facts.ts";
import type { Random } from "./random.ts";
import type { Visitor } from "./visitors.ts";

export type HitTexts = Readonly<Record<string, string | number>>;

/** A hit and when it happened, in seconds since 1970. */
export interface DemoHit {
  readonly time: number;
  readonly params: HitTexts;
}

/** Numbers that the server gave to what the demonstration set up. */
export interface DemoSite {
  readonly site: number;
  readonly newsletterGoal: number;
  readonly customerDimension: number;
  readonly authorDimension: number;
}

/** All hits of one visit that begins at `start`. */
export function inventVisit(facts: Facts, random: Random, ids: DemoSite, visitor: Visitor, start: number): readonly DemoHit[] {
  const walk = new Walk(facts, random, ids, visitor, start);
  walk.arrive(random.pickWeighted(facts.sources));
  if (random.chance(0.42)) return walk.hits;
  for (let steps = random.between(1, 6); steps > 0; steps--) walk.step();
  if (random.chance(0.28)) walk.shop();
  if (random.chance(0.03)) walk.subscribe();
  if (random.chance(0.02)) walk.writeToUs();
  return walk.hits;
}

/** One visit as it goes on: where the visitor stands and what time it is. */
class Walk {
  readonly hits: DemoHit[] = [];
  readonly #facts: Facts;
  readonly #random: Random;
  readonly #ids: DemoSite;
  readonly #visitor: Visitor;
  #time: number;
  #page = "";

  constructor(facts: Facts, random: Random, ids: DemoSite, visitor: Visitor, start: number) {
    this.#facts = facts;
    this.#random = random;
    this.#ids = ids;
    this.#visitor = visitor;
    this.#time = start;
  }

  arrive(source: Source): void {
    const random = this.#random;
    const landing = random.chance(0.35) ? random.pickWeighted(this.#facts.articles) : random.pickWeighted(this.#facts.pages);
    this.#view(landing, source.query ? `?${source.query}` : "", source.url ? { urlref: source.url } : {});
    if (landing.path === "/") this.#seeBanner();
  }

  step(): void {
    const { pages, articles, products, searches } = this.#facts;
    const random = this.#random;
    const dice = random.next();
    if (dice < 0.45) this.#view(random.pickWeighted(pages));
    else if (dice < 0.62) this.#view(random.pickWeighted(articles));
    else if (dice < 0.84) this.#viewProduct(random.pickWeighted(products));
    else if (dice < 0.9) {
      const { keyword, results } = random.pickWeighted(searches);
      this.#hit({ search: keyword, search_count: results, url: this.#address("/search") });
    } else if (dice < 0.94) this.#hit({ link: random.pickWeighted(this.#facts.outlinks).url, url: this.#page });
    else if (dice < 0.97) this.#hit({ download: this.#address("/files/size-guide.pdf"), url: this.#page });
    else this.#watch(random.pick(this.#facts.films));
  }

  /** Puts things into the cart, and pays more often than not. */
  shop(): void {
    const random = this.#random;
    const items = new Map<Product, number>();
    for (let count = random.between(1, 3); count > 0; count--) {
      const product = random.pickWeighted(this.#facts.products);
      this.#viewProduct(product);
      items.set(product, product.price > 500 ? 1 : random.between(1, 2));
    }
    const cart = [...items].map(([{ sku, name, category, price }, quantity]) => [sku, name, category, price, quantity]);
    const subtotal = [...items].reduce((sum, [{ price }, quantity]) => sum + price * quantity, 0);
    this.#view({ path: "/cart", title: "Your cart", weight: 1 });
    this.#hit({ idgoal: 0, ec_items: JSON.stringify(cart), revenue: round(subtotal), url: this.#page });
    if (!random.chance(subtotal > 500 ? 0.25 : 0.6)) return;
    const shipping = subtotal > 100 ? 0 : 4.9;
    this.#view({ path: "/checkout", title: "Checkout", weight: 1 });
    this.#hit({
      idgoal: 0,
      ec_id: `P${this.#time}-${this.#visitor.id.slice(0, 4)}`,
      ec_items: JSON.stringify(cart),
      ec_st: round(subtotal),
      ec_tx: round(subtotal * 0.19),
      ec_sh: shipping,
      revenue: round(subtotal + shipping),
      url: this.#page,
    });
  }

  subscribe(): void {
    this.#hit({ idgoal: this.#ids.newsletterGoal, url: this.#page });
  }

  writeToUs(): void {
    this.#view({ path: "/contact", title: "Contact", weight: 1 });
    this.#view({ path: "/contact/thanks", title: "Thank you", weight: 1 });
  }

  #watch(film: string): void {
    this.#hit({ e_c: "Films", e_a: "Play", e_n: film, url: this.#page });
    if (this.#random.chance(0.5))
      this.#hit({ e_c: "Films", e_a: "Finish", e_n: film, e_v: this.#random.between(40, 180), url: this.#page });
  }

  #seeBanner(): void {
    const { name, piece, target } = this.#random.pickWeighted(this.#facts.banners);
    const content = { c_n: name, c_p: piece, c_t: this.#address(target), url: this.#page };
    this.#hit(content, 1);
    if (this.#random.chance(0.06)) this.#hit({ ...content, c_i: "click" });
  }

  #viewProduct(product: Product): void {
    const page = { path: `/product/${product.sku.toLowerCase()}`, title: product.name, weight: 1 };
    this.#view(page, "", { _pks: product.sku, _pkn: product.name, _pkc: product.category, _pkp: product.price });
  }

  #view(page: Page, query = "", more: HitTexts = {}): void {
    const random = this.#random;
    this.#page = this.#address(page.path + query);
    this.#hit({
      url: this.#page,
      action_name: page.title,
      pv_id: random.hex(6),
      pf_net: random.between(5, 60),
      pf_srv: random.between(30, 300),
      pf_tfr: random.between(5, 80),
      pf_dm1: random.between(80, 700),
      ...(page.author && { [`dimension${this.#ids.authorDimension}`]: page.author }),
      ...more,
    });
  }

  /** Tracks, then lets time go by: a reader's pace, unless told otherwise. */
  #hit(params: HitTexts, seconds = this.#random.between(8, 140)): void {
    const { id, ip, place, device, login } = this.#visitor;
    this.hits.push({
      time: this.#time,
      params: {
        idsite: this.#ids.site,
        rec: 1,
        cdt: this.#time,
        _id: id,
        cip: ip,
        country: place.country,
        city: place.city,
        lang: place.language,
        ua: device.agent,
        res: device.resolution,
        cookie: 1,
        [`dimension${this.#ids.customerDimension}`]: login ? "Customer" : "Guest",
        ...(login && { uid: login }),
        ...params,
      },
    });
    this.#time += seconds;
  }

  #address(path: string): string {
    return `${this.#facts.site.url}${path}`;
  }
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}
