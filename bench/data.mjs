import { upgradeRows } from "../server/dist/db/row-upgrades.js";
import { trusted } from "../server/dist/db/sql.js";

/** Visits in all; four in five belong to the big site, the rest to the small ones. Each has four actions on average. */
export const visitCount = 2_500_000;
const bigShare = 5;
export const smallSites = 200;
/** The twelve months that the data fill. */
export const firstDay = "2025-07-01";
const days = 365;

/**
 * Fills an empty warehouse with visits that look like visits: pages of very different popularity, visitors who come back, campaigns,
 * searches, events, goals and orders. Every value is worked out from the visit's number, so the same data come each time.
 */
export async function fillWarehouse(warehouse) {
  for (const statement of [visits, actions, conversions, items, visitors]) await warehouse.command(trusted(statement), { lane: "upkeep" });
  // What conversions know of pages is worked out as for rows of an older program.
  await upgradeRows(warehouse, 1);
  // As a server leaves its partitions once they are settled.
  for (const table of ["visits", "conversions", "items"])
    await warehouse.command(trusted(`OPTIMIZE TABLE ${table} FINAL`), { lane: "upkeep" });
}

/** A number from 0 to `below` - 1 that the visit's number decides; `salt` tells such numbers apart. */
const pick = (salt, below, of = "n") => `(cityHash64(${of}, ${salt}) % ${below})`;
/** The same, small numbers far more often than large ones. */
const skewed = (salt, below, of = "n") => `toUInt32(floor(pow(cityHash64(${of}, ${salt}) / 18446744073709551616., 3) * ${below}))`;
const oneOf = (values, index) =>
  `arrayElement([${values.map((value) => (typeof value === "number" ? value : `'${value}'`)).join(", ")}], ${index} + 1)`;
const pickOne = (salt, values) => oneOf(values, skewed(salt, values.length));

const countries = ["us", "de", "fr", "gb", "jp", "br", "in", "nl", "es", "au", "za", "it", "pl", "se", "ca", "mx", "kr", "ch", "at", "be"];
const cities = [
  "San Francisco",
  "Berlin",
  "Paris",
  "London",
  "Tokyo",
  "São Paulo",
  "Mumbai",
  "Amsterdam",
  "Madrid",
  "Sydney",
  "Milano",
  "Warszawa",
];
const browsers = ["CH", "SF", "FF", "PS", "CM", "OP", "MF", "SB"];
const systems = ["WIN", "IOS", "AND", "MAC", "LIN", "UBT", "IPA", "COS"];
const engines = ["Google", "Bing", "DuckDuckGo", "Yahoo!", "Ecosia", "Baidu", "Yandex"];
const websites = ["blog.example.net", "partner.example.org", "forum.example.com", "news.example.net", "wiki.example.org"];
const campaigns = ["spring-sale", "newsletter", "brand", "summer", "autumn push", "retargeting"];
const keywords = ["running shoes", "trail", "best sneakers", "socks", "rain jacket", "", "shoes 42", "winter running"];

/** Referrer types by visit: direct, search, website, campaign, social. */
const referrer = `arrayElement([1, 1, 1, 2, 2, 2, 3, 6, 6, 7], ${pick(20, 10)} + 1)`;

/** What all tables share: the visit's number, site, beginning, day, visitor. Ids rise with time. */
const base = `
  SELECT number + 1 AS n,
    if(${pick(1, bigShare, "number")} > 0, 1, 2 + ${pick(2, smallSites, "number")}) AS site,
    toDateTime('${firstDay} 00:00:00', 'UTC') + intDiv(number * ${days * 86_400}, ${visitCount}) AS first_time,
    toDate(first_time) AS day,
    cityHash64(site, ${pick(3, Math.round(visitCount / 3), "number")}) AS visitor,
    ${referrer.replaceAll("n,", "number + 1,")} AS referrer_type,
    1 + toUInt32(floor(pow(${pick(4, 1000, "number")} / 1000., 2) * 10)) AS total_actions,
    ${pick(5, 100, "number")} < 6 AS converted,
    (total_actions - 1) * 60 + ${pick(6, 60, "number")} AS total_time
  FROM numbers(${visitCount})`;

const page = (of) =>
  `concat('site', toString(site), '.example.com/', ${oneOf(["shop", "blog", "help", "docs", "about"], skewed(30, 5, of))}, '/', toString(${skewed(31, 60, of)}), '/page-', toString(${skewed(32, 400, of)}))`;
const title = (of) => `concat('Page ', toString(${skewed(32, 400, of)}), ' of ', toString(${skewed(31, 60, of)}))`;

const visitDimensions = `
  ${pickOne(40, countries)} AS country, ${pickOne(41, ["eur", "amn", "asi", "oce", "afr", "ams"])} AS continent, ${pickOne(42, ["CA", "BE", "IDF", "ENG", "13", "SP"])} AS region,
  ${pickOne(43, cities)} AS city, ${pickOne(44, ["desktop", "smartphone", "tablet", "tv"])} AS device_type, ${pickOne(45, ["", "AP", "SA", "GO", "HU", "XI"])} AS device_brand,
  ${pickOne(46, ["", "iPhone", "Galaxy S23", "Pixel 7", "iPad"])} AS device_model, ${pickOne(47, browsers)} AS browser,
  concat(toString(100 + ${skewed(48, 40)}), '.0') AS browser_version, 'browser' AS client_type,
  referrer_type,
  multiIf(referrer_type = 2, ${pickOne(49, engines)}, referrer_type = 3, ${pickOne(50, websites)}, referrer_type = 6, ${pickOne(51, campaigns)}, referrer_type = 7, ${pickOne(52, ["Facebook", "Reddit", "LinkedIn"])}, '') AS referrer_name,
  if(referrer_type IN (2, 6), ${pickOne(53, keywords)}, '') AS referrer_keyword,
  toUInt32(1 + ${skewed(54, 20)}) AS visit_count, ${pick(55, 3)} > 0 AS visitor_returning, ${pick(56, 90)} * 86400 AS seconds_since_first,
  ${pickOne(57, ["free", "pro", "team"])} AS custom_dimension_1`;
const carried =
  "country, continent, region, city, device_type, device_brand, device_model, browser, client_type, referrer_type, referrer_name, referrer_keyword, visit_count, visitor_returning, seconds_since_first, custom_dimension_1";

const visits = `
  INSERT INTO visits (site, start_day, visit, position, day, visitor, fingerprint, first_time, last_time, total_actions, total_interactions, total_time,
    goal_converted, user_id, entry_known, entry_url, entry_url_prefix, entry_name, entry_name_type, exit_url, exit_url_prefix, exit_name, exit_name_type,
    os, os_version, browser_engine, resolution, language, visitor_clock, server_hour, seconds_since_last, plugin_cookie, plugin_pdf, ip, referrer_url,
    ${carried.replace("browser_version, ", "")}, browser_version)
  SELECT site, day, n, n, day, visitor, cityHash64(n, 7), first_time, first_time + total_time, total_actions, total_actions, total_time,
    converted, if(${pick(60, 10)} = 0, concat('user', toString(${pick(61, 50_000)})), ''), 1, ${page("(n, 0)")}, 2, ${title("(n, 0)")}, 4,
    ${page("(n, total_actions - 1)")}, 2, ${title("(n, total_actions - 1)")}, 4,
    ${pickOne(62, systems)}, ${pickOne(63, ["10", "17.5", "14", "15.0", ""])}, ${pickOne(64, ["Blink", "WebKit", "Gecko"])}, ${pickOne(65, ["1920x1080", "390x844", "1440x900", "1366x768", "412x915"])},
    ${pickOne(66, ["en-us", "de", "fr", "en-gb", "es", "pt-br", "ja"])}, ${pick(67, 86_400)}, toHour(first_time + total_time), ${pick(68, 30)} * 86400, 1, ${pick(69, 2)},
    concat('10.', toString(${pick(70, 256)}), '.0.0'), if(referrer_type = 1, '', 'https://referrer.example.net/'),
    ${carried}, browser_version
  FROM (SELECT *, ${visitDimensions} FROM (${base}))`;

const actionNumber = "(n, step)";
const actions = `
  INSERT INTO actions (site, day, visit, position, visitor, start_day, time, first_of_url, first_of_name, type, url, url_prefix, name, pageview_id, pageview_position,
    ref_url, ref_url_prefix, ref_name, ref_name_type, time_spent_ref, event_category, event_action, event_name, event_value, search_category, search_count, content_name, content_piece,
    time_server, time_network, time_dom_processing, custom_dimension_1)
  SELECT site, day, n, n * 16 + step, visitor, day, first_time + step * 60, step = 0 OR ${pick(80, 5, actionNumber)} > 0, step = 0 OR ${pick(80, 5, actionNumber)} > 0,
    arrayElement([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10, 10, 10, 2, 3, 8, 13, 1], if(step = 0, 0, ${pick(81, 20, actionNumber)}) + 1) AS kind,
    multiIf(kind = 8, '', kind = 2, concat('https://partner', toString(${skewed(82, 50, actionNumber)}), '.example.org/deal'), kind = 3, concat('https://site', toString(site), '.example.com/files/', toString(${skewed(83, 80, actionNumber)}), '.pdf'), ${page(actionNumber)}),
    if(kind IN (1, 10), 2, NULL), multiIf(kind = 1, ${title(actionNumber)}, kind = 8, ${pickOne(84, keywords.filter(Boolean))}, ''), hex(cityHash64(n, step) % 16777216), step + 1,
    if(step = 0, '', ${page("(n, step - 1)")}), if(step = 0, NULL, 2), if(step = 0, '', ${title("(n, step - 1)")}), if(step = 0, 0, 4), if(step = 0, 0, 60),
    if(kind = 10, ${pickOne(85, ["Video", "Form", "Menu"])}, ''), if(kind = 10, ${pickOne(86, ["Play", "Pause", "Submit", "Open"])}, ''), if(kind = 10, ${pickOne(87, ["Intro", "Newsletter", "Main", "Review"])}, ''), if(kind = 10, ${pick(88, 20, actionNumber)}, NULL),
    if(kind = 8, 'Products', ''), if(kind = 8, ${pick(89, 20, actionNumber)}, NULL), if(kind = 13, 'Hero banner', ''), if(kind = 13, '/img/hero-a.jpg', ''),
    if(kind = 1, 20 + ${pick(90, 900, actionNumber)}, NULL), if(kind = 1, ${pick(91, 90, actionNumber)}, NULL), if(kind = 1, ${pick(92, 700, actionNumber)}, NULL),
    ${pickOne(93, ["Ada", "Grace", "Linus"])}
  FROM (SELECT *, arrayJoin(range(total_actions)) AS step FROM (${base}))`;

/** Goals 1 to 3, and one order in six conversions. */
const conversions = `
  INSERT INTO conversions (site, start_day, visit, goal, slot, position, day, visitor, time, revenue, order_id, revenue_order, revenue_subtotal, items, url, pageviews_before, ${carried})
  SELECT site, day, n, if(${pick(100, 6)} = 0, 0, 1 + ${pick(101, 3)}) AS goal, if(goal = 0, concat('ORDER-', toString(n)), '') AS slot, n * 16 + 15, day, visitor, first_time + 60,
    10 + ${pick(102, 90)} AS revenue, slot, if(goal = 0, revenue, NULL), if(goal = 0, revenue, NULL), if(goal = 0, 2, NULL), ${page("(n, 0)")}, total_actions, ${carried}
  FROM (SELECT *, ${visitDimensions} FROM (${base}) WHERE converted)`;

const items = `
  INSERT INTO items (site, start_day, visit, order_id, sku, position, day, visitor, time, name, categories, price, quantity)
  SELECT site, day, n, concat('ORDER-', toString(n)), concat('SKU-', toString(${skewed(110, 300)})), n * 16 + 15, day, visitor, first_time + 60,
    concat('Product ', toString(${skewed(110, 300)})), [${pickOne(111, ["Shoes", "Socks", "Outerwear"])}], 5 + ${skewed(112, 200)}, 1 + ${skewed(113, 3)}
  FROM (${base}) WHERE converted AND ${pick(100, 6)} = 0`;

const visitors = `
  INSERT INTO visitors (site, visitor, visit, start_day, last_time, position)
  SELECT site, visitor, n, day, first_time + total_time, n FROM (${base})`;
