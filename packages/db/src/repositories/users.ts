/** Accounts of this almanac, and the one that stands for the operator at the command line. */
import type { Database } from '../database.ts';

export interface User {
  id: number;
  email: string;
  display_name: string | null;
  is_operator: boolean;
  /** As they gave it; nothing is shown to others on the strength of it. */
  letterboxd_username: string | null;
  created_at: Date;
  /** Since when the account is locked; null when it is open. */
  disabled_at: Date | null;
}

/** The address of the operator's own user, who owns what the command line creates. */
export const OPERATOR_EMAIL = 'operator@localhost';

/** Creates a user, or returns the one who has this address (in any letter case). */
export async function ensureUser(
  db: Database,
  input: { email: string; display_name?: string; is_operator?: boolean },
): Promise<User> {
  const email = input.email.trim();
  await db.query('INSERT INTO users (email, display_name, is_operator) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    email,
    input.display_name ?? null,
    input.is_operator ?? false,
  ]);
  return (await findUserByEmail(db, email))!;
}

export function ensureOperator(db: Database): Promise<User> {
  return ensureUser(db, { email: OPERATOR_EMAIL, display_name: 'Operator', is_operator: true });
}

export async function findUserByEmail(db: Database, email: string): Promise<User | null> {
  const { fn, col, where } = db.sequelize.Sequelize;
  const user = await db.models.users.findOne({ where: where(fn('lower', col('email')), email.trim().toLowerCase()) });
  return user ? user.get({ plain: true }) : null;
}

export async function findUser(db: Database, id: number): Promise<User | null> {
  const user = await db.models.users.findByPk(id);
  return user ? user.get({ plain: true }) : null;
}

/** Changes what a user says of themselves; null empties a field, undefined leaves it. */
export async function updateUser(
  db: Database,
  id: number,
  changes: { display_name?: string | null; letterboxd_username?: string | null },
): Promise<User | null> {
  await db.models.users.update(changes, { where: { id } });
  return findUser(db, id);
}

export async function listUsers(db: Database): Promise<User[]> {
  const users = await db.models.users.findAll({ order: [['id', 'ASC']] });
  return users.map((user) => user.get({ plain: true }));
}
