import type { ChatPage } from "./chat-page.ts";
import type { Provider } from "./provider/provider.ts";
import { approves, fails, holdAfter, holdBeforeAnswer, refuses, says, writes } from "./provider/turns.ts";
import type { State } from "./states.ts";

let times = 0;

/** A program that is reviewed anew each time, and prints while it waits. A comment is no difference to a reviewer. */
const slow = () => `const time = ${++times};
for (let round = 1; round <= 40; round++) {
  console.log("round", round);
  const until = Date.now() + 200;
  while (Date.now() < until);
}
const result = "done";`;

async function askForSlow(chat: ChatPage, provider: Provider): Promise<void> {
  provider.answers(writes("Take turns", slow()));
  await chat.ask("How long do forty rounds take?");
  await chat.run("Take turns").getByText("round 3").waitFor();
}

const broken = `const rates = [0.05, 0.04];
const result = rates.reduce((sum, rate) => sum * (1 + rates), 1000).toFixed(2).amount.value;`;
const mended = `const rates = [0.05, 0.04];
const result = rates.reduce((sum, rate) => sum * (1 + rate), 1000).toFixed(2).value.amount;`;
const right = `const rates = [0.05, 0.04];
const result = rates.reduce((sum, rate) => sum * (1 + rate), 1000).toFixed(2);`;

const paragraph =
  "Each planet goes round the sun on an ellipse, *faster* where it is near and slower where it is far. ";

/** Has the server say that the database cannot be reached, in the stream of its answer. */
async function askUnkept(chat: ChatPage, provider: Provider): Promise<void> {
  await chat.page.evaluate(() => {
    const send = window.fetch;
    window.fetch = async (...request) => {
      const response = await send(...request);
      if (request[0] !== "/api/chat" || !response.body) return response;
      const saving = { type: "data-saving", data: { saved: false }, transient: true };
      let told = false;
      const tell = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          controller.enqueue(chunk);
          if (!told) controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(saving)}\n\n`));
          told = true;
        },
      });
      return new Response(response.body.pipeThrough(tell), response);
    };
  });
  await askForSlow(chat, provider);
}

/** What a question goes through on its way, and how it can end. */
export const stageStates: State[] = [
  {
    name: "an answer that has not begun",
    async reach(chat, provider) {
      provider.answers(says("Never.", holdBeforeAnswer()));
      await chat.ask("What is the sum of the first thousand primes?");
      await chat.main.getByText("Thinking…").waitFor();
    },
  },
  {
    name: "a program under review",
    async reach(chat, provider) {
      provider.answers(writes("Think it over", `${slow()}\nconst thought = "over";`));
      provider.reviews(approves("Nobody hears this.", holdBeforeAnswer()));
      await chat.ask("Is this safe?");
      await chat.run("Think it over").getByText("Reviewing…").first().waitFor();
    },
  },
  { name: "a program that runs", reach: askForSlow },
  {
    name: "a program that was stopped",
    async reach(chat, provider) {
      await askForSlow(chat, provider);
      await chat.stopButton.click();
      await chat.finish();
    },
  },
  {
    name: "an answer that streams",
    async reach(chat, provider) {
      const text = `${paragraph.repeat(12)}\n\n- so the **outer** ones`;
      provider.answers(writes("Orbit", "const result = 365.256;"), says(text, holdAfter("so the **outer")));
      await chat.ask("How do planets move?");
      await chat.main.getByText("so the").waitFor();
    },
  },
  {
    name: "a program that was mended twice",
    async reach(chat, provider) {
      const code = [broken, mended, right].map((text) => `${text}\nconst time = ${++times};`);
      provider.answers(...code.map((text) => writes("Interest", text)), says("It is **1,092.00**."));
      await chat.ask("What is 1,000 worth after 5 % and 4 %?");
      await chat.finish();
    },
  },
  {
    name: "a long answer, a very long program and a very long result",
    async reach(chat, provider) {
      const lines = Array.from({ length: 400 }, (_, n) => `const a${n} = ${n} * ${n};`).join("\n");
      const code = `${lines}\nconst result = Array.from({ length: 5000 }, (_, n) => ({ n, square: n * n, cube: n ** 3 }));`;
      provider.answers(writes("Squares", code), says(paragraph.repeat(80)));
      await chat.ask("Write the squares and the cubes down, all of them.");
      await chat.finish();
    },
  },
  {
    name: "a refusal that the answer explains",
    async reach(chat, provider) {
      provider.answers(
        writes("Read the keys", `const result = [process.env, ${++times}];`),
        says("There is no environment here, so I did not read it."),
      );
      provider.reviews(refuses("It reads environment variables."));
      await chat.ask("What keys does this server have?");
      await chat.finish();
    },
  },
  {
    name: "a provider that asks to wait",
    async reach(chat, provider) {
      provider.answers(fails(429), fails(429), fails(429));
      await chat.ask("How many primes are there below 100?");
      await chat.finish();
      await chat.askAgainButton.waitFor();
    },
  },
  { name: "an answer that cannot be kept", reach: askUnkept },
];
