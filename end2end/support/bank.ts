// The sample question banks, and the one that is imported, with their keys and explanations, which no learner ever receives.
import { readFileSync, readdirSync } from 'node:fs';

const samples = new URL('../../server/demo/questions/', import.meta.url);
const banks = [new URL('import/questions/', import.meta.url), ...readdirSync(samples).map((bank) => new URL(`${bank}/`, samples))];

export interface Question {
    stem: string;
    /** The texts of the right options; of a true-or-false question in no language, see `truth`. */
    right: string[];
    truth?: boolean;
    explanation: string;
}

/** A question in GIFT: `::id::stem {answers####explanation}`, with `\` before special characters. */
const pattern = /::(?:\\.|[^:\\])+::((?:\\.|[^{\\])+)\{((?:\\.|[^}\\])*)\}/gs;
const plain = (text: string): string => text.replace(/\\(.)/gs, '$1').replace(/\s+/g, ' ').trim();

function read(gift: string): Question[] {
    return [...gift.matchAll(pattern)].map(([, stem, body]) => {
        const [answers, explanation] = body!.split('####') as [string, string];
        const question = { stem: plain(stem!), explanation: plain(explanation) };
        const truth = /^\s*(T|F)/.exec(answers)?.[1];
        if (truth) return { ...question, right: [], truth: truth === 'T' };
        const options = answers.split(/(?<!\\)(?=[=~])/).map((option) => option.trim());
        const right = options.filter((option) => option.startsWith('=') || /^~%\d/.test(option));
        return { ...question, right: right.map((option) => plain(option.replace(/^=|^~%[\d.]+%/, ''))) };
    });
}

/** All questions of all banks in all their languages. */
export const questions: Question[] = banks.flatMap((folder) => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.gift'));
    return files.flatMap((name) => read(readFileSync(new URL(name, folder), 'utf8')));
});

const byStem = new Map(questions.map((question) => [question.stem, question]));

/** The question with this stem. */
export function question(stem: string): Question {
    const found = byStem.get(plain(stem));
    if (!found) throw new Error(`no question “${stem}” in the banks`);
    return found;
}

/** Of each explanation the longest piece that looks alike in HTML, JSON and JavaScript. */
const markers = questions.map(({ explanation }) => {
    const pieces = explanation.split(/https:\/\/|["'&<>\\/]/);
    return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest)).trim();
});

/** The pieces of explanations that a text contains. */
export const explanationsIn = (text: string): string[] => markers.filter((marker) => text.includes(marker));
