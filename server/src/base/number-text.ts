const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });
const cents = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A share from 0 to 1 as a percentage, as a language writes it (English where not said): `47%`, `66.67%`, in French `66,67 %`. */
export function percentText(share: number, language = "en"): string {
  if (language === "en") return `${plain.format(share * 100)}%`;
  const percent = new Intl.NumberFormat([language, "en"], { style: "percent", maximumFractionDigits: 4 });
  return percent.format(Number(share.toPrecision(12)));
}

/** A count as a language writes it (English where not said): `1,234`. */
export function countText(count: number, language = "en"): string {
  return new Intl.NumberFormat([language, "en"]).format(count);
}

/** An amount of money with the sign of its currency before it: `€25`, `€14.50`. */
export function moneyText(amount: number, sign: string): string {
  const digits = Number.isInteger(amount) ? plain.format(Math.abs(amount)) : cents.format(Math.abs(amount));
  return `${amount < 0 ? "-" : ""}${sign}${digits}`;
}
