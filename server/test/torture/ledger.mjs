const visitorsPerSender = 40;
const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** What was sent and what of it was acknowledged. Each page is sent once, and each sender has visitors of its own. */
export function createLedger() {
  /** Calls with the numbers of their pages: all of a call is kept, or nothing. */
  const calls = [];
  const acknowledged = new Set();
  let refused = 0;
  let pages = 0;
  return {
    acknowledged,
    calls,
    get refused() {
      return refused;
    },
    /** Sends calls one after the other, some of them in bulk, until `until` resolves or the server is gone. */
    send: async (url, sender, size, until) => {
      let isOver = false;
      until.then(() => {
        isOver = true;
      });
      while (!isOver) {
        const numbers = Array.from({ length: size }, () => pages++);
        calls.push(numbers);
        const status = await call(
          url,
          numbers.map((number) => hitOf(number, sender)),
        ).catch(() => 0);
        if (status === 200) for (const number of numbers) acknowledged.add(number);
        else if (status === 0) return;
        else if (status === 503) refused++;
        else throw new Error(`a tracking call was answered with ${status}`);
      }
    },
  };
}

/** The number of the page in its address or label. */
export const numberOf = (address) => Number(/page\/(\d+)$/.exec(address)?.[1]);

function hitOf(number, sender) {
  const visitor = (1 + sender * visitorsPerSender + (number % visitorsPerSender)).toString(16).padStart(16, "0");
  return `?idsite=1&rec=1&cid=${visitor}&url=https://torture.example.org/page/${number}&ua=${encodeURIComponent(agent)}`;
}

async function call(url, requests) {
  const answer = await (requests.length === 1
    ? fetch(new URL(`matomo.php${requests[0]}`, url))
    : fetch(new URL("matomo.php", url), { method: "POST", body: JSON.stringify({ requests }) }));
  await answer.arrayBuffer();
  return answer.status;
}
