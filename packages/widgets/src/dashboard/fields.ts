/** The fields of a form: each with its label, its hint, and the text of what is wrong with it bound to it. */
import { html, nothing, type TemplateResult } from 'lit';

interface Field {
  name: string;
  label: string;
  /** What helps, below it. */
  hint?: string;
  /** What is wrong with it; empty when nothing is. */
  fault: string;
  required?: boolean;
}

export interface TextField extends Field {
  type?: 'text' | 'email' | 'url' | 'number';
  value?: string;
  /** Characters at most. */
  max?: number;
  pattern?: string;
  placeholder?: string;
  autocomplete?: 'email' | 'off';
  /** More than one line. */
  long?: boolean;
}

export interface ChoiceField extends Field {
  value?: string | undefined;
  options: readonly (readonly [value: string, text: string])[];
  onChange?: (value: string) => void;
}

export function textField(field: TextField): TemplateResult {
  const { name, type = 'text', value = '', max, pattern, placeholder, autocomplete, long, required = false } = field;
  const about = descriptions(field);
  const isWrong = field.fault !== '';
  return around(
    field,
    long
      ? html`<textarea id=${name} name=${name} rows="3" ?required=${required} maxlength=${max ?? nothing}
          aria-invalid=${isWrong} aria-describedby=${about} .value=${value}></textarea>`
      : html`<input id=${name} name=${name} type=${type} ?required=${required} maxlength=${max ?? nothing} pattern=${pattern ?? nothing}
          placeholder=${placeholder ?? nothing} autocomplete=${autocomplete ?? 'off'} autocapitalize=${type === 'text' ? 'none' : nothing} spellcheck="false"
          aria-invalid=${isWrong} aria-describedby=${about} .value=${value} />`,
  );
}

export function choiceField(field: ChoiceField): TemplateResult {
  const { name, value, options, onChange } = field;
  return around(
    field,
    html`<select id=${name} name=${name} aria-invalid=${field.fault !== ''} aria-describedby=${descriptions(field)}
      @change=${(event: Event) => onChange?.((event.target as HTMLSelectElement).value)}>
      ${options.map(([each, text]) => html`<option value=${each} ?selected=${each === value}>${text}</option>`)}
    </select>`,
  );
}

function descriptions({ name, hint, fault }: Field): string | typeof nothing {
  return [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ') || nothing;
}

function around({ name, label, hint, fault }: Field, control: TemplateResult): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    ${control}
    ${hint ? html`<p id="${name}-hint" class="soft">${hint}</p>` : nothing}
    ${fault ? html`<p id="${name}-fault" class="fault">${fault}</p>` : nothing}
  </div>`;
}
