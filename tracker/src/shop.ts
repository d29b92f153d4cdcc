import type { Core, Methods } from "./core.ts";
import type { Pairs } from "./query.ts";

type Item = readonly [sku: string, name: unknown, category: unknown, price: unknown, quantity: unknown];

/** What a shop tells: products that are looked at, carts, orders. */
export function shopMethods(core: Core): Methods {
  let items: Record<string, Item> = {};
  let product: Pairs = {};
  core.addParams((hook) => {
    if (hook !== "log" && hook !== "sitesearch") return {};
    const shown = product;
    // Told with one page only: the next one of an app shows something else.
    product = {};
    return shown;
  });

  const trackSale = (sale: Pairs): void => {
    const list = Object.values(items);
    core.track({ idgoal: 0, ...sale, ec_items: JSON.stringify(list) }, { hook: "ecommerce" });
  };
  return {
    setEcommerceView: (sku?: unknown, name?: unknown, category?: unknown, price?: unknown) => {
      product = {
        _pks: sku || undefined,
        _pkn: name || undefined,
        _pkc: Array.isArray(category) ? JSON.stringify(category) : category || undefined,
        _pkp: price,
      };
    },
    addEcommerceItem: (sku: unknown, name: unknown = "", category: unknown = "", price: unknown = 0, quantity: unknown = 1) => {
      if (String(sku ?? "") !== "") items[String(sku)] = [String(sku), name, category, price, quantity];
    },
    removeEcommerceItem: (sku: unknown) => {
      delete items[String(sku)];
    },
    clearEcommerceCart: () => {
      items = {};
    },
    getEcommerceItems: () => JSON.parse(JSON.stringify(items)),
    trackEcommerceCartUpdate: (total: unknown) => trackSale({ revenue: total }),
    trackEcommerceOrder: (order: unknown, total: unknown, subTotal?: unknown, tax?: unknown, shipping?: unknown, discount?: unknown) => {
      if (String(order ?? "") === "") return;
      // `false` stands for a part that there is not.
      const part = (value: unknown): unknown => (value === false ? undefined : value);
      const parts = { ec_st: part(subTotal), ec_tx: part(tax), ec_sh: part(shipping), ec_dt: part(discount) };
      trackSale({ ec_id: order, revenue: total, ...parts });
      items = {};
    },
  };
}
