/**
 * The product tables as Sequelize models (Model.init, no decorators). Columns and constraints are made by the migrations;
 * the models only say how rows are read and written. Bulk work and hot reads are SQL, in repositories/.
 */
import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
  type Sequelize,
} from 'sequelize';

export class UserModel extends Model<InferAttributes<UserModel>, InferCreationAttributes<UserModel>> {
  declare id: CreationOptional<number>;
  declare email: string;
  declare display_name: CreationOptional<string | null>;
  declare is_operator: CreationOptional<boolean>;
  declare letterboxd_username: CreationOptional<string | null>;
  declare created_at: CreationOptional<Date>;
  declare disabled_at: CreationOptional<Date | null>;
}

export class ApiTokenModel extends Model<InferAttributes<ApiTokenModel>, InferCreationAttributes<ApiTokenModel>> {
  declare id: CreationOptional<number>;
  declare user_id: number;
  declare name: string;
  declare hash: Buffer;
  declare last_four: string;
  declare scopes: string[];
  declare kind: CreationOptional<'secret' | 'publishable'>;
  declare origins: CreationOptional<string[]>;
  declare cohort_ids: CreationOptional<number[]>;
  declare created_at: CreationOptional<Date>;
  declare expires_at: CreationOptional<Date | null>;
  declare last_used_at: CreationOptional<Date | null>;
  declare revoked_at: CreationOptional<Date | null>;
}

/** Who a cohort is made of: the definition that a refresh turns into members. */
export interface CohortDefinition {
  seeds: { username: string; relation: 'following' | 'followers'; depth: number; include_seed: boolean }[];
  /** Paths of lists, `owner/list/slug`: their owner and those who liked them. */
  lists: string[];
  members: string[];
  /** Names that do not belong to it, whatever the rest says. */
  exclusions?: string[];
}

/** What an owner can set of the scoring parameters. */
export type CohortParameters = Partial<Record<'m' | 'baseline' | 'floor' | 'tau' | 'alpha' | 'beta', number>>;

export class CohortModel extends Model<InferAttributes<CohortModel>, InferCreationAttributes<CohortModel>> {
  declare id: CreationOptional<number>;
  declare label: string;
  declare display_name: string;
  declare description: CreationOptional<string | null>;
  declare visibility: CreationOptional<'public' | 'private'>;
  declare definition: CohortDefinition;
  declare parameters: CreationOptional<CohortParameters>;
  declare revision: CreationOptional<number>;
  declare current_version_id: CreationOptional<number | null>;
  declare created_at: CreationOptional<Date>;
  declare updated_at: CreationOptional<Date>;
}

export class CohortMembershipModel extends Model<
  InferAttributes<CohortMembershipModel>,
  InferCreationAttributes<CohortMembershipModel>
> {
  declare cohort_id: number;
  declare user_id: number;
  declare role: 'owner' | 'editor' | 'viewer';
}

export interface Models {
  users: typeof UserModel;
  apiTokens: typeof ApiTokenModel;
  cohorts: typeof CohortModel;
  cohortMemberships: typeof CohortMembershipModel;
}

const id = { type: DataTypes.INTEGER, autoIncrement: true, primaryKey: true } as const;
const now = { type: DataTypes.DATE, allowNull: false, defaultValue: DataTypes.NOW } as const;

/** Binds the models to one connection: a subclass each, so that two databases in one process don't meet. */
export function defineModels(sequelize: Sequelize): Models {
  const users = class extends UserModel {};
  users.init(
    {
      id,
      email: { type: DataTypes.TEXT, allowNull: false },
      display_name: DataTypes.TEXT,
      is_operator: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      disabled_at: { type: DataTypes.DATE, allowNull: true },
      letterboxd_username: DataTypes.TEXT,
      created_at: now,
    },
    { sequelize, tableName: 'users', modelName: 'user' },
  );
  const apiTokens = class extends ApiTokenModel {};
  apiTokens.init(
    {
      id,
      user_id: { type: DataTypes.INTEGER, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      hash: { type: DataTypes.BLOB, allowNull: false },
      last_four: { type: DataTypes.TEXT, allowNull: false },
      scopes: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false },
      kind: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'secret' },
      origins: { type: DataTypes.ARRAY(DataTypes.TEXT), allowNull: false, defaultValue: [] },
      cohort_ids: { type: DataTypes.ARRAY(DataTypes.INTEGER), allowNull: false, defaultValue: [] },
      created_at: now,
      expires_at: DataTypes.DATE,
      last_used_at: DataTypes.DATE,
      revoked_at: DataTypes.DATE,
    },
    { sequelize, tableName: 'api_tokens', modelName: 'api_token' },
  );
  const cohorts = class extends CohortModel {};
  cohorts.init(
    {
      id,
      label: { type: DataTypes.TEXT, allowNull: false },
      display_name: { type: DataTypes.TEXT, allowNull: false },
      description: DataTypes.TEXT,
      visibility: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'private' },
      definition: { type: DataTypes.JSONB, allowNull: false },
      parameters: { type: DataTypes.JSONB, allowNull: false, defaultValue: {} },
      revision: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      current_version_id: DataTypes.INTEGER,
      created_at: now,
      updated_at: now,
    },
    { sequelize, tableName: 'cohorts', modelName: 'cohort' },
  );
  const cohortMemberships = class extends CohortMembershipModel {};
  cohortMemberships.init(
    {
      cohort_id: { type: DataTypes.INTEGER, primaryKey: true },
      user_id: { type: DataTypes.INTEGER, primaryKey: true },
      role: { type: DataTypes.TEXT, allowNull: false },
    },
    { sequelize, tableName: 'cohort_memberships', modelName: 'cohort_membership' },
  );
  return { users, apiTokens, cohorts, cohortMemberships };
}
