// The words of the product, in the language that a project reads the pages in.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { readFileSync, readdirSync } from 'node:fs';

const locales = new URL('../../app/words/locales/', import.meta.url);

export type Language = 'en' | 'zh-CN';
/** Says a message by its key, as the pages do. */
export type Words = (key: string, values?: Record<string, FluentVariable>) => string;

export function words(language: Language): Words {
    const bundle = new FluentBundle(language, { useIsolating: false });
    const folder = new URL(`${language}/`, locales);
    for (const name of readdirSync(folder)) {
        bundle.addResource(new FluentResource(readFileSync(new URL(name, folder), 'utf8')));
    }
    return (key, values = {}) => {
        const pattern = bundle.getMessage(key)?.value;
        if (!pattern) throw new Error(`no message ${key} in ${language}`);
        return bundle.formatPattern(pattern, values);
    };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-12-10` as people read it. */
export function date(language: Language, day: string): string {
    const [year, month, of] = day.slice(0, 10).split('-').map(Number) as [number, number, number];
    return language === 'en' ? `${of} ${months[month - 1]} ${year}` : `${year} 年 ${month} 月 ${of} 日`;
}

/** An instant as people read it, in UTC. */
export function instant(language: Language, at: string): string {
    const iso = new Date(at).toISOString();
    return `${date(language, iso)}${language === 'en' ? ',' : ''} ${iso.slice(11, 16)} UTC`;
}

/** A regular expression that finds this text. */
export const literally = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
