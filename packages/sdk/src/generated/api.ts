// Generated from openapi.yaml. Do not edit: change the contract, then run `npm run gen`.

export interface paths {
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The services behind it answer
         * @description A check that fails takes the process out of rotation; it does not ask for a restart.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document as a page
         * @description For people. It loads nothing from elsewhere and needs no script.
         */
        get: operations["getReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a problem means
         * @description The `type` of a problem leads here, and from here to its place in the reference.
         */
        get: operations["explainProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read who is signed in */
        get: operations["getSession"];
        /**
         * Sign in with a link
         * @description Spends the `token` of a link and sets the session's cookie. A session that was sent along ends.
         */
        put: operations["redeemSignInLink"];
        /**
         * Ask for a sign-in link by mail
         * @description The answer is the same whether the address has an account or not. Whether an address without one gets a link follows
         *     from the almanac's `SIGNUP`: with an `invite`, always, or never. The link works once, for 15 minutes.
         */
        post: operations["askForSignInLink"];
        /**
         * Sign out
         * @description A token is not signed out but revoked.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        /** Change what the account says of its owner */
        patch: operations["updateSession"];
        trace?: never;
    };
    "/v1/auth/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the account's tokens
         * @description Those that are over too. Of each token only the last four characters are known.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Create a token
         * @description The token itself stands in this answer and never again. It can only do what its maker can.
         *     A publishable token (`alm_pk_`) may stand in a page: it reads the cohorts that it names, private ones too, without the
         *     names of members, and browsers may use it only from its `origins`. A request that names no origin is let in: programs can
         *     send any, so asking for one would keep nobody out.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke a token
         * @description At once and for good. A token may revoke itself.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/tokens/{token_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the secret of a token
         * @description The old one ends at once; name, scopes and expiry stay.
         */
        post: operations["rotateToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List one's saved filters
         * @description Those of the caller alone, newest first.
         */
        get: operations["listFilters"];
        put?: never;
        /**
         * Save a filter
         * @description For any cohort that the caller may read. A filter that asks for members (`members`, `seen_by`, `unseen_by`,
         *     `on_watchlist_of`) can only be saved by who may see their names.
         */
        post: operations["createFilter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filters/{filter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        /** Read a saved filter */
        get: operations["getFilter"];
        put?: never;
        post?: never;
        /**
         * Delete a saved filter
         * @description Its share ends with it.
         */
        delete: operations["deleteFilter"];
        options?: never;
        head?: never;
        /**
         * Change a saved filter
         * @description What is left out stays; `filter` is replaced as a whole. A share of it shows the changed list at once, so a filter
         *     that is shared can't be made to ask for members (422).
         */
        patch: operations["updateFilter"];
        trace?: never;
    };
    "/v1/filters/{filter_id}/share": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        /**
         * Read how a saved filter is shared
         * @description With its addresses, and the code that embeds it in another page. The code holds the films as they stand now, as plain
         *     HTML, so that a post stays readable when this almanac can't be reached.
         */
        get: operations["getFilterShare"];
        put?: never;
        /**
         * Share a saved filter
         * @description Makes a link that can't be guessed. Whoever has it reads this one list and nothing else of the cohort, without any
         *     member's name. To share a list of a private cohort takes the role of an owner or editor; the share rests while its
         *     maker may not do it.
         */
        post: operations["createShare"];
        /**
         * End a share
         * @description Its link ends at once and for good; the saved filter stays, and can be shared under another link.
         */
        delete: operations["endShare"];
        options?: never;
        head?: never;
        /**
         * Change a share
         * @description What is left out stays. `renew_slug` gives it another link, and the one before ends at once.
         */
        patch: operations["updateShare"];
        trace?: never;
    };
    "/v1/shares/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        /**
         * Read a shared list
         * @description For widgets on any page: no token, no cookie, and the same answer to everybody, owners too. `rank` is the rank in the
         *     whole strategy; the place on this list is the place in `items`. A link that was renewed or ended answers as one that
         *     never was.
         */
        get: operations["getSharedList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        /**
         * The page of a shared list
         * @description For people: complete without scripts, with what other sites need to show a preview. Whatever stands in the query,
         *     such as what social networks add to links, is ignored.
         */
        get: operations["getSharePage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{slug}/feed.xml": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        /**
         * What entered and left a shared list
         * @description An Atom feed with an entry for each ranking version that is kept and that changed who is on the list. A frozen list
         *     has no entries.
         */
        get: operations["getShareFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{slug}/radarr.json": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        /**
         * A shared list for Radarr
         * @description What Radarr reads as a custom list (Settings, Lists, Custom Lists): the films of the shared list that have a TMDB id, no
         *     series, in its order.
         */
        get: operations["getShareRadarr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{slug}/preview.png": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        /**
         * A picture of a shared list
         * @description 1200 by 630 pixels, as social networks show it beside a link. Titles in scripts that its type does not have stand in
         *     Latin letters: a film's under the words of its slug.
         */
        get: operations["getSharePreview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/embed/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        /**
         * A shared list for a frame
         * @description A compact page that may stand in a frame on the origins that the share names. With scripts it tells the page around it
         *     how high it is: a message `{ type: "almanac:height", slug, height }`, sent when it changes and when the page asks with
         *     `{ type: "almanac:ask" }`.
         */
        get: operations["getShareFrame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oembed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask how to embed a shared list
         * @description oEmbed 1.0 (https://oembed.com), type `rich`. The HTML is a quotation with a link, which needs no scripts.
         */
        get: operations["getOEmbed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the cohorts that the caller may read
         * @description Public ones, and with a token also those of its user. In the order of their labels.
         */
        get: operations["listCohorts"];
        put?: never;
        /**
         * Create a cohort
         * @description The caller becomes its owner. Nothing is collected until a sync is asked for.
         */
        post: operations["createCohort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /** Read one cohort */
        get: operations["getCohort"];
        put?: never;
        post?: never;
        /**
         * Delete a cohort
         * @description With its runs, rankings and invites. The ratings of its members stay: other cohorts may hold them. For owners.
         */
        delete: operations["deleteCohort"];
        options?: never;
        head?: never;
        /**
         * Change a cohort
         * @description What is left out stays. A definition and parameters are replaced as a whole; members who are named are in at once, and who else
         *     belongs to it the next sync finds out. Only an owner decides whether the public may read it.
         */
        patch: operations["updateCohort"];
        trace?: never;
    };
    "/v1/cohorts/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * List who belongs to a cohort
         * @description Whose data is old, where it comes from, and who agreed to be named. For its owners and editors.
         */
        get: operations["listCohortMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/members/{username}/consent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                username: components["parameters"]["MemberName"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * State that a member agreed to be named
         * @description The owner's word, which is recorded. Readers of the cohort may then see this member's name.
         */
        put: operations["stateConsent"];
        post?: never;
        /** Take that back */
        delete: operations["withdrawConsent"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/members/{username}/reminder": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                username: components["parameters"]["MemberName"];
            };
            cookie?: never;
        };
        /**
         * Read a reminder to send to a member whose data is old
         * @description A text to copy. Nothing is sent. Whoever has joined is told to use their private link; for others the text has a place for a
         *     link of the role `member`. For owners and editors.
         */
        get: operations["getReminder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * Read when a cohort is synced by itself
         * @description For owners and editors. 404 while it never had a schedule.
         */
        get: operations["getSchedule"];
        /**
         * Sync a cohort by itself from now on
         * @description Replaces the whole schedule and switches it on; what is left out is off. Of `cron` and `every_minutes` one is given, and so of
         *     `full_cron` and `full_every_days`. For owners and editors.
         */
        put: operations["setSchedule"];
        post?: never;
        /** Sync a cohort by itself no more */
        delete: operations["endSchedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * List who has a role in a cohort
         * @description For its owners.
         */
        get: operations["listMemberships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/memberships/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a user's role
         * @description For owners. A cohort always keeps an owner. Users get in by an invite.
         */
        put: operations["changeMembership"];
        post?: never;
        /**
         * Take a role away
         * @description For owners; and everybody may give up their own.
         */
        delete: operations["removeMembership"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/invites": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * List the invites to a cohort
         * @description For its owners. The links themselves are not kept.
         */
        get: operations["listInvites"];
        put?: never;
        /**
         * Invite to a cohort
         * @description Whoever opens the link and signs in, with an account or without one yet, gets the role. The role `member` is a door: by it members
         *     bring their export, without an account. For owners. The link stands in this answer and never again.
         */
        post: operations["createInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/invites/{invite_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                invite_id: components["parameters"]["InviteId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End an invite
         * @description Roles that it gave stay.
         */
        delete: operations["endInvite"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your webhooks
         * @description The caller's own, of all cohorts. Secrets are not shown again.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Ask to be told of a cohort
         * @description From now on each event is sent to `url` as a POST, signed in the manner of [Standard Webhooks](https://www.standardwebhooks.com):
         *     `webhook-id` is the same at every try, `webhook-timestamp` is the time of the try, and `webhook-signature` holds
         *     `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64. The key is what follows `whsec_` in the secret, decoded
         *     from base64. The secret stands in this answer and never again.
         *
         *     `ranking.published` needs a cohort that the caller may read, `run.failed` one of which they are owner or editor. Once
         *     that ends, nothing more is sent. Payloads name no member.
         *
         *     An answer of 2xx within 15 seconds is a delivery; redirects are not followed. Otherwise it is tried seven more times
         *     over some fourteen hours. After five deliveries in a row that were given up, or an answer of 410, the webhook is switched off
         *     and its owner is told by mail. Only public addresses are sent to, over https.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description One of the caller's own.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook
         * @description With its log; what waits to be sent is dropped.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description What is left out stays. Switching it on forgives what failed before.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        /**
         * Read what was sent
         * @description The log of the last thirty days: what was sent, and what the receiver said to the last try.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test
         * @description Sends the event `webhook.test` once, also to a webhook that is switched off; the log says what came of it. Whether it
         *     succeeds changes nothing else.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhook_id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace a webhook's secret
         * @description For 24 hours everything is signed with both, the new one first. The new secret stands in this answer and never again.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/digest": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * Whether a weekly digest comes
         * @description To the caller, about this cohort.
         */
        get: operations["getDigest"];
        /**
         * Get a weekly digest by mail
         * @description Every Monday at 07:00 UTC: what entered and left the top, what moved, new hidden gems, and how fresh the data is. It names
         *     no member. In a week in which nothing has changed nothing is sent. Asking twice changes nothing.
         */
        put: operations["subscribeToDigest"];
        post?: never;
        /**
         * Get no more digests
         * @description Each mail also has a link that does it without an account.
         */
        delete: operations["unsubscribeFromDigest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Collect the cohort's ratings anew
         * @description A cohort has one active run. While there is one, this answers with it instead of starting another.
         */
        post: operations["syncCohort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take in a member's account export
         * @description The ZIP that Letterboxd sends, as a form whose last part is `file`. It is taken in by a run of its own, beside others; a
         *     ranking follows by itself. `cohort` is the cohort that holds the member or is to hold them.
         *
         *     An export replaces what is stored of its member, and a ZIP proves nothing. So it is taken from owners and editors of the
         *     cohort, unless another circle holds data of the member; and from a viewer whose account names the member's Letterboxd name, as
         *     long as nobody else has brought data of them. Members without an account use a door, `/v1/joins/{token}`.
         *
         *     Of the profile only the user name and the favourites are read. The file is removed when the run is over. While an import of
         *     the same `member` into this cohort is under way, 409.
         */
        post: operations["importExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/joins/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The last part of the link that lets members in. */
                token: components["parameters"]["DoorToken"];
            };
            cookie?: never;
        };
        /**
         * Look at a cohort's door
         * @description What an invite of the role `member` opens, without an account: which circle it is, and what is kept of an export. A link that
         *     is over, used up or ended answers like one that never was.
         */
        get: operations["getDoor"];
        put?: never;
        /**
         * Join a cohort with one's own export
         * @description Whoever has the link may bring the export of a member who has not joined yet, and of whom no other circle holds data; a link
         *     that was made for a member takes the export of that member only, and again. Once the export is taken in its member belongs to
         *     the cohort. The private link stands in this answer and never again: it shows how far that is, and with it one leaves.
         */
        post: operations["joinCohort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/joins/leave/{secret}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The last part of a member's private link. */
                secret: components["parameters"]["PrivateSecret"];
            };
            cookie?: never;
        };
        /**
         * Look behind one's private link
         * @description Whether the export was taken in, or why not, and what its member chose.
         */
        get: operations["getJoin"];
        /** Send a newer export */
        put: operations["renewJoin"];
        /**
         * Leave
         * @description Takes the member out of the cohort and of its rankings, which are computed anew; no definition brings them back. What is stored
         *     of them is deleted, unless another cohort holds them. With `everywhere`, they are forgotten by the whole almanac, and never
         *     collected again. The link opens nothing afterwards.
         */
        post: operations["leaveCohort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the import's run. */
                import_id: components["parameters"]["ImportId"];
            };
            cookie?: never;
        };
        /**
         * Read one import
         * @description For whoever uploaded it, and for owners and editors of the cohort. `import` says what was found in it and what that changed, or
         *     why it was refused.
         */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /** List the cohort's runs, newest first */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /** Read one run with the state of its stages */
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/runs/{run_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        /**
         * Watch a run as it goes on
         * @description Server-sent events. `run` carries the whole run whenever its state is another, so an event that was missed is made good by
         *     the next; `end` follows when the run is over, and ends the stream. A comment every 15 seconds shows that it lives.
         *     `Last-Event-ID` says what was seen last: a state that is still the same is not sent again.
         */
        get: operations["watchRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/runs/{run_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a run
         * @description What it has stored stays. A run that is over is answered as it is.
         */
        post: operations["stopRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/runs/{run_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do again what failed in a run
         * @description Starts a run of the failed tasks only. While another run of the cohort is active, this answers with that one.
         */
        post: operations["retryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/rankings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * Rank the cohort's films
         * @description Films ranked under one strategy, narrowed by filters. Different parameters narrow together; a repeated parameter
         *     means any of its values (`genre=drama&genre=comedy`). `rank` is the rank in the whole strategy, also under filters.
         *     Parameters that contradict each other answer 400 and are named.
         */
        get: operations["listRankings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/films/{film_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                /** @description The film's number here, as rankings have it. */
                film_id: components["parameters"]["FilmId"];
            };
            cookie?: never;
        };
        /**
         * One film, and why it stands where it stands
         * @description The cohort's ratings of a film beside those of all of Letterboxd, and its place under every strategy with the parts
         *     of each score. Owners and editors also see who rated it; everybody else only those members who agreed to be named.
         */
        get: operations["getFilm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/insights": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * What stands out in the cohort's taste
         * @description One surface: `buckets` (films by how many saw them and how well they liked them), `divergence` (where the cohort
         *     and the world disagree), `likes-only` (liked, never rated), `hidden-gems`, `favorites`.
         */
        get: operations["getInsights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * Rank the people whose films the cohort rates best
         * @description People with at least three ranked films, by the mean of those films' Bayesian bases, weighted by watchers.
         */
        get: operations["listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/taste": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * Compare the tastes of the members
         * @description How far every two members agree over the films that both rated. Names members: for the cohort's owners and editors.
         */
        get: operations["getTaste"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/movers": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * See what has moved since the run before
         * @description Films that stand in the top 250 of now or of before. Empty while there is only one run.
         */
        get: operations["getMovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * Compare two cohorts
         * @description Films with at least three watchers in both, by the difference of their Bayesian bases, and how far the two top 100 overlap.
         */
        get: operations["compareCohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/tonight": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /**
         * Choose a film for tonight
         * @description Films on the watchlist of at least one of the named members that none of them has seen: most watchlists first, then by the
         *     predicted ratings. Names members: for the cohort's owners and editors.
         */
        get: operations["getTonight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cohorts/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        /** The cohort in numbers, with coverage and freshness */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a list out as a file
         * @description Every film that a saved filter leaves, or that parameters leave, in their order, as `csv` (for spreadsheets, with the
         *     attribution in every row), `json` (as rankings have it, without pages), `letterboxd` (which Letterboxd imports as a
         *     list, in the order of the ranks), or `radarr` (a custom list of films with a TMDB id). The file is sent while it is
         *     written. Letterboxd takes at most 1 MB at once: a longer list comes as a ZIP of as many files as that takes, or file
         *     by file with `part`; `Export-Parts` says how many there are. Text that a spreadsheet would run as a formula begins
         *     with an apostrophe.
         *
         *     Exports are counted (`quotas` of the session) and recorded. Parameters that ask for members are for who may see names.
         */
        post: operations["createExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filter-options/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["schemas"]["FilterOptionKind"];
            };
            cookie?: never;
        };
        /**
         * Find genres, countries and people to filter by
         * @description Names that begin with `q`, or hold a word that does; letter case and accents do not count. Those whose whole name
         *     begins so come first, then those with more films. Without `q` those with the most films. `ids` names options to be
         *     told whatever `q` says, so that a saved filter can be shown with its names.
         */
        get: operations["listFilterOptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The almanac in a few numbers
         * @description Workers, queues, the outcomes of the last seven days, and the read-only switch. For the operator, as all of `/v1/admin`: to everybody else there is nothing here.
         */
        get: operations["getAdminStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description By id.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Make an account
         * @description Also where nobody may sign up by themselves. The link signs them in once, within 15 minutes.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Lock or open an account
         * @description Locking ends its sessions; its tokens, sign-in links, webhooks and digests do nothing until it is opened. One can not lock oneself out.
         */
        patch: operations["updateUser"];
        trace?: never;
    };
    "/v1/admin/users/{user_id}/login-link": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a link that signs somebody in
         * @description Without any mail; once, within 15 minutes.
         */
        post: operations["createLoginLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List cohorts with their health
         * @description By label: the last run, how many of the last thirty days failed, and how old the numbers are.
         */
        get: operations["listCohortHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the runs of all cohorts
         * @description Newest first. They are stopped and done again where they are, under `/v1/cohorts/{id}/runs/{run_id}`.
         */
        get: operations["listAllRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the sites that are asked
         * @description And until when which of them are left alone.
         */
        get: operations["listHosts"];
        put?: never;
        /**
         * Let a site be asked again at once
         * @description Forgets its refusals and outages.
         */
        post: operations["resumeHost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/films": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List films that wait to be enriched
         * @description The most watched first.
         */
        get: operations["listWaitingFilms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/slow-queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List statements that took long
         * @description Of the last thirty days, the worst first; without values.
         */
        get: operations["listSlowQueries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/auth-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened to accounts
         * @description Links, sessions and tokens; newest first. Of network addresses only the network is known.
         */
        get: operations["listAuthEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/export-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List which lists were taken out
         * @description By whom and in which format; newest first. Of network addresses only the network is known.
         */
        get: operations["listExportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/read-only": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Switch read-only on or off
         * @description Within two seconds no api takes changes, but for this one. `ALMANAC_READONLY` stands above it.
         */
        put: operations["switchReadOnly"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Id: number;
        Name: string;
        Count: number;
        Year: number;
        Percentile: number;
        Share: number;
        Stars: number;
        /** Format: date-time */
        Timestamp: string;
        /** Format: date */
        Day: string;
        /** @description Unique; small letters, digits and dashes, beginning with a letter. */
        Label: string;
        /** @description A Letterboxd user name. Letter case does not count. */
        Username: string;
        /** @description Ten counts, of 0.5, 1, … 5 stars. */
        Histogram: components["schemas"]["Count"][];
        /** @enum {string} */
        Strategy: "bayesian" | "cohort_affinity" | "wilson" | "discovery" | "recency" | "hybrid";
        /**
         * @description `all`, or parts joined by `|`, each kind once: `release:1990-1999` (the year of release), `watched-year:2024` and
         *     `watched:2023-08-01-2024-07-31` (the day of the circle's newest dated rating, UTC). Both ends count; one of them may
         *     be left out (`release:1990-`). A film of which the year or the day is unknown is outside.
         */
        Timeframe: string;
        /** @enum {string} */
        RankingSort: "score" | "watchers" | "avg_rating" | "release_year" | "divergence" | "likes_only_count" | "title";
        /** @enum {string} */
        Order: "asc" | "desc";
        /** @enum {string} */
        MediaType: "movie" | "tv";
        /** @enum {string} */
        Bucket: "Elite acclaim" | "Cult favorite" | "Crowd pleaser" | "Critical favorite" | "Hidden gem" | "Guilty pleasure" | "Skip it" | "Steady performer";
        /** @enum {string} */
        Cluster: "High rating / high watchers" | "High rating / low watchers" | "Low rating / high watchers" | "Low rating / low watchers" | "High engagement / mixed sentiment" | "Critical darling" | "Divisive pick" | "Middle of the pack";
        /**
         * @description The shape of a film's ratings.
         * @enum {string}
         */
        Distribution: "masterpiece-consensus" | "consensus-bomb" | "polarizing" | "general-dislike" | "certified-favorite" | "cult-darling" | "steady-crowdpleaser" | "even-split" | "balanced-chaos" | "unclassified";
        /** @enum {string} */
        Consensus: "unanimous" | "agreement" | "divisive" | "mixed";
        /** @enum {string} */
        Surface: "buckets" | "divergence" | "likes-only" | "hidden-gems" | "favorites";
        /** @enum {string} */
        Visibility: "public" | "private";
        /**
         * @description `sync` does everything; `refresh` only looks who belongs to the cohort; `compute` ranks anew what is stored; `import` takes in an export that was uploaded.
         * @enum {string}
         */
        RunKind: "sync" | "refresh" | "compute" | "import";
        /** @enum {string} */
        RunState: "queued" | "running" | "succeeded" | "partial" | "failed" | "stopped";
        /** @enum {string} */
        TaskKind: "refresh" | "collect" | "compute" | "publish" | "enrich" | "import";
        /**
         * @description Why a task failed.
         * @enum {string}
         */
        ErrorKind: "markup_changed" | "too_old" | "blocked" | "private" | "forbidden" | "not_found" | "robots" | "throttled" | "network" | "gate" | "refused" | "crashed" | "internal";
        /** @enum {unknown} */
        Scope: "cohorts:read" | "cohorts:write" | "runs:write" | "account:read" | "account:write" | "admin";
        Email: string;
        LinkSecret: string;
        /** @description What stands behind `invite=` in the link of an invite. */
        InviteToken: string;
        SignInWish: {
            email: components["schemas"]["Email"];
            invite?: components["schemas"]["InviteToken"];
        };
        SignInLink: {
            token: components["schemas"]["LinkSecret"];
            invite?: components["schemas"]["InviteToken"];
        };
        Accepted: {
            /** @constant */
            status: "accepted";
        };
        Account: {
            id: components["schemas"]["Id"];
            email: string;
            display_name: string | null;
            /** @description As its owner gave it; it proves nothing. */
            letterboxd_username: string | null;
            is_operator: boolean;
        };
        AccountChange: {
            display_name?: string | null;
            letterboxd_username?: string | null;
        };
        Session: {
            user: components["schemas"]["Account"];
            scopes: components["schemas"]["Scope"][];
            /** @enum {unknown} */
            signed_in_with: "session" | "token";
            /** @description Whether this almanac takes no changes. */
            read_only: boolean;
            quotas: components["schemas"]["Quotas"];
        };
        /** @description What the user may use up. The operator has no limits. */
        Quotas: {
            /** @description Cohorts that the user owns. */
            cohorts: components["schemas"]["Quota"];
            /** @description Members of a cohort; used by the largest that the user owns. */
            members_per_cohort: components["schemas"]["Quota"];
            /** @description Syncs that the user started in the last 24 hours. */
            syncs_per_day: components["schemas"]["Quota"];
            /** @description Exports that the user made in the last hour. */
            exports_per_hour: components["schemas"]["Quota"];
        };
        Quota: {
            used: components["schemas"]["Count"];
            /** @description Null for none. */
            limit: components["schemas"]["Count"] | null;
            /** @description When the oldest use stops counting; null when there is none, or time frees nothing. */
            frees_at: components["schemas"]["Timestamp"] | null;
        };
        /** @enum {unknown} */
        TokenKind: "secret" | "publishable";
        /** @description Scheme, host and port as a browser sends them, without a slash at the end. */
        Origin: string;
        ApiToken: {
            id: components["schemas"]["Id"];
            kind: components["schemas"]["TokenKind"];
            name: string;
            last_four: string;
            scopes: components["schemas"]["Scope"][];
            /** @description Of a publishable token, the origins whose pages may use it. */
            origins: string[];
            /** @description Of a publishable token, what it reads. */
            cohort_ids: components["schemas"]["Id"][];
            created_at: components["schemas"]["Timestamp"];
            expires_at: components["schemas"]["Timestamp"] | null;
            last_used_at: components["schemas"]["Timestamp"] | null;
            revoked_at: components["schemas"]["Timestamp"] | null;
        };
        ApiTokenList: {
            items: components["schemas"]["ApiToken"][];
        };
        NewApiToken: {
            /** @description Keep it; it can't be shown again. */
            token: string;
            id: components["schemas"]["Id"];
            kind: components["schemas"]["TokenKind"];
            name: string;
            last_four: string;
            scopes: components["schemas"]["Scope"][];
            /** @description Of a publishable token, the origins whose pages may use it. */
            origins: string[];
            /** @description Of a publishable token, what it reads. */
            cohort_ids: components["schemas"]["Id"][];
            created_at: components["schemas"]["Timestamp"];
            expires_at: components["schemas"]["Timestamp"] | null;
            last_used_at: components["schemas"]["Timestamp"] | null;
            revoked_at: components["schemas"]["Timestamp"] | null;
        };
        ApiTokenCreate: {
            /** @default secret */
            kind?: components["schemas"]["TokenKind"];
            name: components["schemas"]["Name"];
            /** @description Of a secret token all that its maker holds, of a publishable one `cohorts:read`, unless given. */
            scopes?: components["schemas"]["Scope"][];
            /**
             * @description Null for until it is revoked.
             * @default 90
             */
            expires_in_days?: number | null;
            origins?: components["schemas"]["Origin"][];
            /** @description Cohorts of which the maker is owner or editor. */
            cohort_ids?: components["schemas"]["Id"][];
        };
        Liveness: {
            /** @constant */
            status: "ok";
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "unavailable";
            checks: {
                name: string;
                ok: boolean;
                detail: string | null;
            }[];
        };
        /** @description A member whose neighbours belong to the cohort. */
        Seed: {
            username: components["schemas"]["Username"];
            /** @enum {string} */
            relation: "following" | "followers";
            /** @description How many steps away. */
            depth: number;
            /** @description Whether the seed is a member too. */
            include_seed: boolean;
        };
        /** @description A list's path, `user/list/slug`. Its owner and those who liked it are members. */
        ListPath: string;
        /** @description Who belongs to the cohort; the parts combine. */
        Definition: {
            seeds: components["schemas"]["Seed"][];
            lists: components["schemas"]["ListPath"][];
            /** @description User names given by hand. */
            members: components["schemas"]["Username"][];
            /** @description User names that do not belong to it, whatever the rest says. */
            exclusions: components["schemas"]["Username"][];
        };
        /** @description Who shall belong to the cohort; at least one part. */
        DefinitionCreate: {
            seeds?: {
                username: components["schemas"]["Username"];
                /** @enum {string} */
                relation: "following" | "followers";
                /** @description How many steps away; 1 when left out. */
                depth?: number;
                /** @description Whether the seed is a member too; false when left out. */
                include_seed?: boolean;
            }[];
            lists?: components["schemas"]["ListPath"][];
            members?: components["schemas"]["Username"][];
            /** @description Who does not belong to it, whatever the rest says; whom they lead to may. */
            exclusions?: components["schemas"]["Username"][];
        };
        /** @description Parameters of scoring; null follows the cohort's size. */
        ParameterOverrides: {
            /** @description Ratings of the mean film that stand behind each film. */
            m: number | null;
            /** @description Watchers from which likes and favourites count in full. */
            baseline: number | null;
            /** @description Watchers that cohort_affinity asks for. */
            floor: number | null;
            /** @description Days after which a dated rating weighs 1/e in recency. */
            tau: number | null;
            /** @description Weight of the number of watchers in hybrid. */
            alpha: number | null;
            /** @description Weight of recency in hybrid. */
            beta: number | null;
        };
        /** @description Parameters of scoring; what is left out or null follows the cohort's size. */
        ParameterOverridesCreate: {
            m?: number | null;
            baseline?: number | null;
            floor?: number | null;
            tau?: number | null;
            alpha?: number | null;
            beta?: number | null;
        };
        /** @description The parameters of scoring that a version was computed with. */
        Parameters: {
            m: number;
            baseline: number;
            floor: number;
            tau: number;
            alpha: number;
            beta: number;
        };
        Cohort: {
            id: components["schemas"]["Id"];
            label: components["schemas"]["Label"];
            display_name: string;
            description: string | null;
            visibility: components["schemas"]["Visibility"];
            /** @description Who belongs to it. Null for callers who may not see names, because it is made of them. */
            definition: components["schemas"]["Definition"] | null;
            parameters: components["schemas"]["ParameterOverrides"];
            member_count: components["schemas"]["Count"];
            /** @description The version that reads show; null before the first is published. */
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            /** @description The run that is queued or running; null when there is none. */
            active_run_id: components["schemas"]["Id"] | null;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
            can: components["schemas"]["CohortCan"];
        };
        CohortCreate: {
            label: components["schemas"]["Label"];
            /** @description The label when left out. */
            display_name?: string;
            description?: string | null;
            /** @description Private when left out. */
            visibility?: components["schemas"]["Visibility"];
            definition: components["schemas"]["DefinitionCreate"];
            parameters?: components["schemas"]["ParameterOverridesCreate"];
        };
        CohortChange: {
            label?: components["schemas"]["Label"];
            display_name?: string;
            description?: string | null;
            visibility?: components["schemas"]["Visibility"];
            definition?: components["schemas"]["DefinitionCreate"];
            parameters?: components["schemas"]["ParameterOverridesCreate"];
        };
        /** @description What the caller may do with it. */
        CohortCan: {
            /** @description Change its name, definition or parameters. */
            edit: boolean;
            /** @description Start and stop its runs. */
            sync: boolean;
            /** @description Decide who may do what. */
            own: boolean;
            /** @description See who its members are. */
            see_names: boolean;
        };
        CohortMember: {
            username: components["schemas"]["Username"];
            display_name: string | null;
            ratings: components["schemas"]["Count"];
            /** @description Where the ratings come from. */
            sources: ("export" | "rss" | "pages" | "crawl")[];
            /** @description How fresh the newest of their data is; null when there is none. */
            newest_observed_at: components["schemas"]["Timestamp"] | null;
            /**
             * @description How it is known that they agreed to be named to the cohort's readers; null when they did not.
             * @enum {unknown}
             */
            consent: "export_with_invite" | "owner_statement" | null;
        };
        CohortMemberList: {
            items: components["schemas"]["CohortMember"][];
            next_cursor: string | null;
        };
        /** @enum {string} */
        Role: "owner" | "editor" | "viewer";
        Membership: {
            user_id: components["schemas"]["Id"];
            email: string;
            display_name: string | null;
            role: components["schemas"]["Role"];
        };
        MembershipList: {
            items: components["schemas"]["Membership"][];
        };
        RoleChange: {
            role: components["schemas"]["Role"];
        };
        InviteCreate: {
            /**
             * @description What whoever opens the link becomes; `member` is a door, by which members bring their export without an account.
             * @enum {string}
             */
            role: "editor" | "viewer" | "member";
            /** @description Of a door, the one member for whom it is made. Also who has joined before gets in by it again. */
            username?: components["schemas"]["Username"] | null;
            /** @description To tell it from others, for the owners. */
            name?: string | null;
            /** @description How many may use it; null for any number. */
            max_uses?: number | null;
            /** @default 14 */
            expires_in_days?: number;
        };
        Invite: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            role: "editor" | "viewer" | "member";
            /** @description Of a door, the one member for whom it was made. */
            username: components["schemas"]["Username"] | null;
            name: string | null;
            max_uses: number | null;
            uses: components["schemas"]["Count"];
            /** @enum {string} */
            state: "open" | "over";
            created_at: components["schemas"]["Timestamp"];
            expires_at: components["schemas"]["Timestamp"];
        };
        InviteList: {
            items: components["schemas"]["Invite"][];
        };
        NewInvite: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            role: "editor" | "viewer" | "member";
            /** @description Of a door, the one member for whom it was made. */
            username: components["schemas"]["Username"] | null;
            name: string | null;
            max_uses: number | null;
            uses: components["schemas"]["Count"];
            /** @enum {string} */
            state: "open" | "over";
            created_at: components["schemas"]["Timestamp"];
            expires_at: components["schemas"]["Timestamp"];
            /** @description The link to hand on. */
            url: string;
        };
        ReadOnlySwitch: {
            read_only: boolean;
            reason: string | null;
            changed_at: components["schemas"]["Timestamp"];
        };
        ReadOnlyWish: {
            read_only: boolean;
            reason?: components["schemas"]["Name"];
        };
        AdminStatus: {
            read_only: components["schemas"]["ReadOnlySwitch"];
            workers: components["schemas"]["Count"];
            users: components["schemas"]["Count"];
            cohorts: components["schemas"]["Count"];
            forgotten: components["schemas"]["Count"];
            queue: components["schemas"]["QueueDepths"];
            films_waiting: components["schemas"]["Count"];
            week: components["schemas"]["ErrorRate"];
            outcomes: components["schemas"]["DailyOutcome"][];
            limits: components["schemas"]["LimitsReport"];
        };
        LimitsReport: {
            per_minute: components["schemas"]["RequestLimits"];
            /** @description Who met a limit most in the last 24 hours; noted every few seconds. */
            refused: components["schemas"]["RefusedCaller"][];
        };
        /** @description Requests a minute. */
        RequestLimits: {
            reads: components["schemas"]["RequestLimit"];
            writes: components["schemas"]["RequestLimit"];
            exports: components["schemas"]["RequestLimit"];
            imports: components["schemas"]["RequestLimit"];
        };
        RequestLimit: {
            /** @description Of an address without a token. */
            anonymous: components["schemas"]["Count"];
            /** @description Of a token or session. */
            token: components["schemas"]["Count"];
        };
        RefusedCaller: {
            /** @description Which limit; `upload` and `sign-in` are those of files and of sign-in links. */
            budget: string;
            /** @enum {string} */
            kind: "token" | "session" | "user" | "network";
            /** @description The id; of an address without a token the network. */
            name: string;
            refused: components["schemas"]["Count"];
            last_at: components["schemas"]["Timestamp"];
        };
        QueueDepths: {
            runs: components["schemas"]["Count"];
            queued: components["schemas"]["Count"];
            running: components["schemas"]["Count"];
            oldest_seconds: number | null;
            webhooks: components["schemas"]["Count"];
            digests: components["schemas"]["Count"];
        };
        ErrorRate: {
            tasks: components["schemas"]["Count"];
            failed: components["schemas"]["Count"];
            rate: number | null;
        };
        DailyOutcome: {
            day: components["schemas"]["Day"];
            kind: components["schemas"]["TaskKind"];
            tasks: components["schemas"]["Count"];
            failed: components["schemas"]["Count"];
        };
        AdminUser: {
            id: components["schemas"]["Id"];
            email: string;
            display_name: string | null;
            is_operator: boolean;
            cohorts: components["schemas"]["Count"];
            created_at: components["schemas"]["Timestamp"];
            disabled_at: components["schemas"]["Timestamp"] | null;
            last_seen_at: components["schemas"]["Timestamp"] | null;
        };
        AdminUserPage: {
            items: components["schemas"]["AdminUser"][];
            next_cursor: string | null;
        };
        UserCreate: {
            email: components["schemas"]["Email"];
            display_name?: components["schemas"]["Name"];
        };
        NewUser: {
            user: components["schemas"]["AdminUser"];
            sign_in_url: string;
        };
        UserUpdate: {
            disabled: boolean;
        };
        LoginLink: {
            sign_in_url: string;
        };
        CohortHealth: {
            id: components["schemas"]["Id"];
            label: components["schemas"]["Label"];
            /** @enum {string} */
            visibility: "public" | "private";
            members: components["schemas"]["Count"];
            members_with_data: number | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            stale_hours: number | null;
            last_run: components["schemas"]["LastRun"] | null;
            runs: components["schemas"]["Count"];
            failed_runs: components["schemas"]["Count"];
            schedule: components["schemas"]["ScheduleHealth"] | null;
        };
        LastRun: {
            id: components["schemas"]["Id"];
            kind: components["schemas"]["RunKind"];
            state: components["schemas"]["RunState"];
            finished_at: components["schemas"]["Timestamp"] | null;
        };
        ScheduleHealth: {
            enabled: boolean;
            next_at: components["schemas"]["Timestamp"] | null;
            problem: string | null;
        };
        CohortHealthPage: {
            items: components["schemas"]["CohortHealth"][];
            next_cursor: string | null;
        };
        SourceHost: {
            host: string;
            strikes: components["schemas"]["Count"];
            reason: string | null;
            blocked_until: components["schemas"]["Timestamp"] | null;
            closed_until: components["schemas"]["Timestamp"] | null;
            away_since: components["schemas"]["Timestamp"] | null;
        };
        SourceHostList: {
            items: components["schemas"]["SourceHost"][];
        };
        HostName: {
            host: string;
        };
        WaitingFilm: {
            film_id: components["schemas"]["Id"];
            title: string;
            release_year: number | null;
            slug: string | null;
            watchers: components["schemas"]["Count"];
        };
        WaitingFilmList: {
            items: components["schemas"]["WaitingFilm"][];
        };
        SlowQuery: {
            text: string;
            count: components["schemas"]["Count"];
            worst_ms: components["schemas"]["Count"];
            last_ms: components["schemas"]["Count"];
            last_at: components["schemas"]["Timestamp"];
        };
        SlowQueryList: {
            items: components["schemas"]["SlowQuery"][];
        };
        /** @enum {string} */
        AuthEventKind: "link_asked" | "link_refused" | "link_spent" | "signed_out" | "user_created" | "user_changed" | "token_created" | "token_rotated" | "token_revoked";
        AuthEvent: {
            id: number;
            user_id: number | null;
            kind: components["schemas"]["AuthEventKind"];
            detail: {
                [key: string]: unknown;
            };
            network: string | null;
            request_id: string | null;
            created_at: components["schemas"]["Timestamp"];
        };
        AuthEventPage: {
            items: components["schemas"]["AuthEvent"][];
            next_cursor: string | null;
        };
        ExportEvent: {
            id: number;
            user_id: number | null;
            token_id: number | null;
            /** @description Null when the cohort is gone. */
            cohort_id: number | null;
            format: components["schemas"]["ExportFormat"];
            filter_hash: string;
            ranking_version: number | null;
            films: components["schemas"]["Count"];
            /** @description What was sent; null while it is, and when it broke off before it began. */
            bytes: number | null;
            complete: boolean;
            network: string | null;
            request_id: string | null;
            created_at: components["schemas"]["Timestamp"];
        };
        ExportEventPage: {
            items: components["schemas"]["ExportEvent"][];
            next_cursor: string | null;
        };
        Digest: {
            subscribed: boolean;
            next_at: components["schemas"]["Timestamp"] | null;
            last_sent_at: components["schemas"]["Timestamp"] | null;
        };
        /** @enum {string} */
        WebhookEvent: "ranking.published" | "run.failed";
        /** @description Where to send to; https, and a public address. */
        WebhookUrl: string;
        WebhookEvents: components["schemas"]["WebhookEvent"][];
        WebhookCreate: {
            /** @description The cohort's id or its label. */
            cohort: string;
            url: components["schemas"]["WebhookUrl"];
            events: components["schemas"]["WebhookEvents"];
            description?: components["schemas"]["Name"];
        };
        WebhookUpdate: {
            url?: components["schemas"]["WebhookUrl"];
            events?: components["schemas"]["WebhookEvents"];
            description?: string | null;
            enabled?: boolean;
        };
        Webhook: {
            id: components["schemas"]["Id"];
            cohort_id: components["schemas"]["Id"];
            url: components["schemas"]["WebhookUrl"];
            events: components["schemas"]["WebhookEvent"][];
            description: string | null;
            enabled: boolean;
            /**
             * @description Why the almanac switched it off: five deliveries in a row were given up, or the receiver answered 410. Null when its
             *     owner did, or nobody.
             * @enum {string|null}
             */
            disabled_reason: "failures" | "gone" | null;
            failures: components["schemas"]["Count"];
            created_at: components["schemas"]["Timestamp"];
            /** @description Until then everything is signed with the secret before, too. */
            previous_secret_until: components["schemas"]["Timestamp"] | null;
        };
        NewWebhook: {
            id: components["schemas"]["Id"];
            cohort_id: components["schemas"]["Id"];
            url: components["schemas"]["WebhookUrl"];
            events: components["schemas"]["WebhookEvent"][];
            description: string | null;
            enabled: boolean;
            /**
             * @description Why the almanac switched it off: five deliveries in a row were given up, or the receiver answered 410. Null when its
             *     owner did, or nobody.
             * @enum {string|null}
             */
            disabled_reason: "failures" | "gone" | null;
            failures: components["schemas"]["Count"];
            created_at: components["schemas"]["Timestamp"];
            /** @description Until then everything is signed with the secret before, too. */
            previous_secret_until: components["schemas"]["Timestamp"] | null;
            /** @description What signs, `whsec_` and base64. Keep it; it is not shown again. */
            secret: string;
        };
        WebhookList: {
            items: components["schemas"]["Webhook"][];
        };
        WebhookDelivery: {
            id: number;
            /** @description The header `webhook-id`, the same at every try. */
            webhook_message_id: string;
            /** @enum {string} */
            event: "ranking.published" | "run.failed" | "webhook.test";
            /** @enum {string} */
            state: "pending" | "delivered" | "failed";
            attempts: components["schemas"]["Count"];
            /** @description When it is tried next; null when it is over. */
            next_at: components["schemas"]["Timestamp"] | null;
            attempted_at: components["schemas"]["Timestamp"] | null;
            /** @description The last answer's status; null when there was none. */
            status: number | null;
            duration_ms: number | null;
            error: string | null;
            /** @description How the last answer's body begins, up to 1,000 characters. */
            answer: string | null;
            created_at: components["schemas"]["Timestamp"];
            finished_at: components["schemas"]["Timestamp"] | null;
        };
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            next_cursor: string | null;
        };
        CohortList: {
            items: components["schemas"]["Cohort"][];
            next_cursor: string | null;
        };
        SyncRequest: {
            /** @description Read everything again instead of only what is new. False when left out. */
            full?: boolean;
            /** @description Collect this member only. */
            member?: components["schemas"]["Username"];
        };
        /** @description How many tasks of the stage are in which state. */
        StageTasks: {
            queued: components["schemas"]["Count"];
            running: components["schemas"]["Count"];
            succeeded: components["schemas"]["Count"];
            failed: components["schemas"]["Count"];
            stopped: components["schemas"]["Count"];
        };
        Stage: {
            kind: components["schemas"]["TaskKind"];
            /**
             * @description `waiting` until the stage before is done; `partial` when some of its tasks failed.
             * @enum {string}
             */
            state: "waiting" | "running" | "succeeded" | "partial" | "failed" | "stopped";
            tasks: components["schemas"]["StageTasks"];
            /** @description From its first task's beginning to its last one's end, or to now; null before it began. */
            seconds: number | null;
            /** @description What was done in it, by name, such as `requests` or `ratings_changed`. */
            counters: {
                [key: string]: number;
            };
        };
        RunError: {
            kind: components["schemas"]["ErrorKind"];
            count: components["schemas"]["Count"];
            /**
             * @description One message of this kind. Null for callers who may not see names, because it can hold one; and for everybody
             *     when the run ended more than 30 days ago.
             */
            example: string | null;
        };
        Run: {
            id: components["schemas"]["Id"];
            cohort_id: components["schemas"]["Id"];
            kind: components["schemas"]["RunKind"];
            full: boolean;
            state: components["schemas"]["RunState"];
            /** @description Index into `stages` of the one that it is at. */
            stage: components["schemas"]["Count"];
            stages: components["schemas"]["Stage"][];
            /** @description What was done, by name, such as `requests` or `ratings_changed`. */
            counters: {
                [key: string]: number;
            };
            /** @description Why the run as a whole failed; null otherwise. */
            error: string | null;
            /** @description What failed in its tasks, by kind, the most frequent first. */
            errors: components["schemas"]["RunError"][];
            /** @description What its tasks remarked. Empty for callers who may not see names, because it can hold some. */
            warnings: string[];
            /** @description The day to which ages are reckoned. */
            as_of: components["schemas"]["Day"];
            created_at: components["schemas"]["Timestamp"];
            started_at: components["schemas"]["Timestamp"] | null;
            finished_at: components["schemas"]["Timestamp"] | null;
            /** @description Runs ahead of it while it is queued; null afterwards. */
            position: number | null;
            /** @description Of an import, what came of it. Null for other runs, and for callers who may not see names. */
            import: components["schemas"]["ImportOutcome"] | null;
        };
        ExportUpload: {
            /** @description The id or label of the cohort. */
            cohort: string;
            /** @description Whose export it has to be. Another's is refused. */
            member?: components["schemas"]["Username"];
            /**
             * Format: binary
             * @description The ZIP, after the other parts.
             */
            file: string;
        };
        Reminder: {
            text: string;
            /** @description How fresh the newest of their data is; null when there is none. */
            newest_observed_at: components["schemas"]["Timestamp"] | null;
            /** @description Whether they have a private link. */
            joined: boolean;
        };
        ScheduleWish: {
            /** @description When to read what is new; minute, hour, day of the month, month, day of the week. */
            cron?: string | null;
            /** @description The same at intervals. */
            every_minutes?: number | null;
            /** @description When to read everything again, to see what was removed. */
            full_cron?: string | null;
            /** @description The same at intervals. */
            full_every_days?: number | null;
            /** @description An IANA name; UTC when left out. */
            time_zone?: string;
            /** @description Each time is put off by up to this; 0 when left out. */
            jitter_seconds?: number;
        };
        Schedule: {
            cron: string | null;
            every_minutes: number | null;
            full_cron: string | null;
            full_every_days: number | null;
            time_zone: string;
            jitter_seconds: number;
            enabled: boolean;
            /** @description Why the scheduler switched it off; null otherwise. */
            problem: string | null;
            next_at: components["schemas"]["Timestamp"] | null;
            next_full_at: components["schemas"]["Timestamp"] | null;
            last_started_at: components["schemas"]["Timestamp"] | null;
        };
        Door: {
            cohort: {
                display_name: string;
                description: string | null;
            };
            /** @description The one member for whom it was made. */
            username: components["schemas"]["Username"] | null;
            expires_at: components["schemas"]["Timestamp"];
            /** @description What is kept of an export, for people to read. */
            kept: string[];
            /** @description What is in an export and is not kept. */
            dropped: string[];
        };
        JoinUpload: {
            /**
             * @description Whether the cohort's readers may see the member's name.
             * @enum {string}
             */
            named: "true" | "false";
            /**
             * @description Whether the member's RSS feed is read from now on. Not, when left out.
             * @enum {string}
             */
            feed?: "true" | "false";
            /**
             * Format: binary
             * @description The export ZIP, after the other parts.
             */
            file: string;
        };
        RenewUpload: {
            /**
             * Format: binary
             * @description The export ZIP.
             */
            file: string;
        };
        JoinReceipt: {
            /** @description Keep it; it can't be shown again. */
            private_link: string;
        };
        Join: {
            cohort: {
                display_name: string;
            };
            /**
             * @description Of the newest export that was sent.
             * @enum {string}
             */
            state: "reading" | "joined" | "refused";
            /** @description Whose part it is; null until an export was taken in. */
            username: components["schemas"]["Username"] | null;
            /** @description Why the newest export was not taken in; null otherwise. */
            refusal: components["schemas"]["ImportRefusal"] | null;
            named: boolean;
            feed: boolean;
            since: components["schemas"]["Timestamp"];
        };
        LeaveRequest: {
            /** @description To be forgotten by the whole almanac. False when left out. */
            everywhere?: boolean;
        };
        Leaving: {
            /** @description Whether everything that was stored of the member is gone, because no other cohort holds them. */
            data_removed: boolean;
        };
        ImportOutcome: {
            /** @description Whose export it is, as far as that is known. */
            member: components["schemas"]["Username"] | null;
            /** @description Why nothing was taken in; null otherwise. */
            refusal: components["schemas"]["ImportRefusal"] | null;
            /** @description What was found in it and what that changed; null until it is taken in. */
            summary: components["schemas"]["ImportSummary"] | null;
        };
        ImportRefusal: {
            /**
             * @description Of the ZIP: `not_a_zip truncated damaged encrypted unsupported too_large too_compressed too_many_entries bad_path
             *     no_ratings bad_encoding bad_header no_member`. Of its member: `wrong_member excluded left full held_elsewhere
             *     claimed door_over not_kept`.
             */
            code: string;
            /** @description The same for people, and what to do. */
            message: string;
        };
        ImportChanges: {
            total: components["schemas"]["Count"];
            new: components["schemas"]["Count"];
            changed: components["schemas"]["Count"];
            removed: components["schemas"]["Count"];
        };
        ImportSummary: {
            member: components["schemas"]["Username"];
            /** @constant */
            source: "export";
            /** @description Whether every row could be read. If not, nothing was removed. */
            complete: boolean;
            ratings: components["schemas"]["ImportChanges"];
            likes: components["schemas"]["ImportChanges"];
            likes_only: components["schemas"]["ImportChanges"];
            watched: components["schemas"]["ImportChanges"];
            watchlist: components["schemas"]["ImportChanges"];
            lists: components["schemas"]["ImportChanges"];
            favorites: components["schemas"]["Count"];
            /** @description What was not taken in, and why. */
            unmatched: {
                file: string;
                row: number | null;
                reason: string;
            }[];
        };
        RunList: {
            items: components["schemas"]["Run"][];
            next_cursor: string | null;
        };
        /** @description A cohort's id or its label. */
        IdOrLabel: string;
        /**
         * @description The parameters of rankings as an object: a name, and its value or a list of values. Kept in canonical order, with
         *     numbers as numbers and what is the default left out. Not `limit` and `cursor`, which say how much is read at once.
         * @example {
         *       "genre": [
         *         "horror"
         *       ],
         *       "watchers_min": 2,
         *       "sort": "divergence"
         *     }
         */
        FilterParameters: {
            [key: string]: string | number | (string | number)[];
        };
        Title: string;
        Description: string;
        SavedFilterCreate: {
            cohort: components["schemas"]["IdOrLabel"];
            name: components["schemas"]["Title"];
            description?: components["schemas"]["Description"] | null;
            filter: components["schemas"]["FilterParameters"];
        };
        SavedFilterChange: {
            name?: components["schemas"]["Title"];
            description?: components["schemas"]["Description"] | null;
            filter?: components["schemas"]["FilterParameters"];
        };
        SavedFilter: {
            id: components["schemas"]["Id"];
            cohort: components["schemas"]["CohortName"];
            name: string;
            description: string | null;
            filter: components["schemas"]["FilterParameters"];
            /** @description The same as a query string, for the address of rankings. */
            query: string;
            /** @description SHA-256 of the filter's canonical form. */
            filter_hash: string;
            /** @description The filter in English words. */
            words: string;
            /** @description It asks for members by name, so it can not be shared. */
            names_members: boolean;
            /** @description How it is shared; null when it is not. */
            share: components["schemas"]["ShareBrief"] | null;
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        SavedFilterList: {
            items: components["schemas"]["SavedFilter"][];
            next_cursor: string | null;
        };
        /**
         * @description `live` shows the ranking that is current. `frozen` stays at one ranking version, which is kept for it; should that
         *     version have to go, because a member asked to be forgotten, the share is live again.
         * @enum {unknown}
         */
        ShareMode: "live" | "frozen";
        ShareBrief: {
            slug: components["schemas"]["Slug"];
            /** Format: uri */
            url: string;
            mode: components["schemas"]["ShareMode"];
        };
        Slug: string;
        /** @description The origins whose pages may show the list in a frame; null for every page, an empty list for none but this almanac's. */
        FrameAncestors: components["schemas"]["Origin"][] | null;
        /** @description How many films of the list are shown, from its head. */
        ShareTop: number;
        ShareCreate: {
            /** @description The heading; the saved filter's name unless given. */
            title?: components["schemas"]["Title"] | null;
            /** @default live */
            mode?: components["schemas"]["ShareMode"];
            /** @description Where to freeze it; the current version unless given. */
            ranking_version?: components["schemas"]["Id"];
            /** @default 20 */
            top?: components["schemas"]["ShareTop"];
            /** @default null */
            frame_ancestors?: components["schemas"]["FrameAncestors"];
        };
        ShareChange: {
            title?: components["schemas"]["Title"] | null;
            mode?: components["schemas"]["ShareMode"];
            ranking_version?: components["schemas"]["Id"];
            top?: components["schemas"]["ShareTop"];
            frame_ancestors?: components["schemas"]["FrameAncestors"];
            /**
             * @description Gives it another link; the one before ends.
             * @constant
             */
            renew_slug?: true;
        };
        /** @description Where the list stands still. */
        Frozen: {
            ranking_version: components["schemas"]["Id"];
            computed_at: components["schemas"]["Timestamp"];
            frozen_at: components["schemas"]["Timestamp"];
        };
        FilterShare: {
            filter_id: components["schemas"]["Id"];
            slug: components["schemas"]["Slug"];
            title: string;
            mode: components["schemas"]["ShareMode"];
            frozen: components["schemas"]["Frozen"] | null;
            top: components["schemas"]["ShareTop"];
            frame_ancestors: components["schemas"]["FrameAncestors"];
            addresses: components["schemas"]["ShareAddresses"];
            /** @description Code to paste into a page. */
            embed: {
                /** @description An element that brings the list up to date, with the films of now inside it. */
                element: string;
                /** @description The compact page in a frame. */
                iframe: string;
                link: string;
            };
            created_at: components["schemas"]["Timestamp"];
            updated_at: components["schemas"]["Timestamp"];
        };
        ShareAddresses: {
            /** Format: uri */
            page: string;
            /**
             * Format: uri
             * @description The list as JSON.
             */
            data: string;
            /**
             * Format: uri
             * @description The compact page for a frame.
             */
            embed: string;
            /**
             * Format: uri
             * @description What entered and left, as Atom.
             */
            feed: string;
            /**
             * Format: uri
             * @description A picture of it, 1200 by 630 pixels.
             */
            preview: string;
            /** Format: uri */
            oembed: string;
        };
        /** @description As oEmbed 1.0 has it. The picture is left out where it is wider or higher than was asked for. */
        OEmbed: {
            /** @constant */
            type: "rich";
            /** @constant */
            version: "1.0";
            title: string;
            provider_name: string;
            /** Format: uri */
            provider_url: string;
            /** @description In seconds. */
            cache_age: number;
            /** Format: uri */
            thumbnail_url?: string;
            thumbnail_width?: number;
            thumbnail_height?: number;
            html: string;
            width: number;
            height: number;
        };
        SharedList: {
            items: components["schemas"]["RankingRow"][];
            next_cursor: string | null;
            total: components["schemas"]["Count"];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            strategy: components["schemas"]["Strategy"];
            timeframe: components["schemas"]["Timeframe"];
            /** @description Show it wherever the data is shown. */
            attribution: string;
            slug: components["schemas"]["Slug"];
            title: string;
            description: string | null;
            /** @description What the list holds, in English words. */
            words: string;
            cohort: {
                display_name: string;
            };
            mode: components["schemas"]["ShareMode"];
            frozen: components["schemas"]["Frozen"] | null;
            addresses: components["schemas"]["ShareAddresses"];
        };
        /** @description Whose data the numbers rest on. */
        Coverage: {
            members: components["schemas"]["Count"];
            members_with_data: components["schemas"]["Count"];
            /** @description Members by where their data comes from; one can count under several. */
            sources: {
                export: components["schemas"]["Count"];
                rss: components["schemas"]["Count"];
                pages: components["schemas"]["Count"];
                crawl: components["schemas"]["Count"];
            };
            oldest_observed_at: components["schemas"]["Timestamp"] | null;
            newest_observed_at: components["schemas"]["Timestamp"] | null;
        };
        Person: {
            id: components["schemas"]["Id"];
            name: string;
        };
        Genre: {
            /** @description Such as `science-fiction`. */
            id: string;
            name: string;
        };
        Country: {
            /** @description ISO 3166 code. */
            id: string;
            name: string;
        };
        RankingRow: {
            film_id: components["schemas"]["Id"];
            /** @description 1 is the best. */
            rank: number;
            score: number;
            title: string;
            /** @description Path segment of the film's page on Letterboxd. */
            slug: string | null;
            release_year: number | null;
            poster_url: string | null;
            media_type: components["schemas"]["MediaType"] | null;
            tmdb_id: number | null;
            imdb_id: string | null;
            /** @description Short code: the film is at `https://boxd.it/<lid>`. */
            lid: string | null;
            /** @description Members who rated it. */
            watchers: number;
            avg_rating: number;
            rating_stddev: number;
            histogram: components["schemas"]["Histogram"];
            /** @description Raters who also liked it. */
            likes_count: number;
            /** @description Raters who hold it among their favourites. */
            favorites_count: number;
            /** @description Members who liked it and did not rate it. */
            likes_only_count: number;
            like_rate: components["schemas"]["Share"];
            favorite_rate: components["schemas"]["Share"];
            /** @description Share of 4 and more minus share of 2 and less. */
            consensus_strength: number;
            /** @description Mean of the cohort minus Letterboxd's weighted average; null when that is unknown. */
            divergence: number | null;
            distribution: components["schemas"]["Distribution"];
            bucket: components["schemas"]["Bucket"];
            cluster: components["schemas"]["Cluster"];
            /** @description Null below five ratings. */
            consensus: components["schemas"]["Consensus"] | null;
            /** @description Rank after the run before; null for a new entry. */
            previous_rank: number | null;
            directors: components["schemas"]["Person"][];
            genres: components["schemas"]["Genre"][];
            countries: components["schemas"]["Country"][];
        };
        RankingList: {
            items: components["schemas"]["RankingRow"][];
            next_cursor: string | null;
            /** @description What the filters leave of the films ranked under the strategy. */
            total: number;
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            strategy: components["schemas"]["Strategy"];
            timeframe: components["schemas"]["Timeframe"];
            /** @description SHA-256 of the filter's canonical form. */
            filter_hash: string;
            /** @description Show it wherever the data is shown. */
            attribution: string;
        };
        /** @enum {string} */
        ExportFormat: "csv" | "json" | "letterboxd" | "radarr";
        ExportWish: {
            format: components["schemas"]["ExportFormat"];
            cohort?: components["schemas"]["IdOrLabel"];
            filter?: components["schemas"]["FilterParameters"];
            /** @description A saved filter of the caller, in place of cohort and filter. */
            filter_id?: components["schemas"]["Id"];
            /** @description The first so many films of the list; all of them without it. */
            limit?: number;
            /** @description Of the format letterboxd: one of its files. */
            part?: number;
        };
        ExportedList: {
            items: components["schemas"]["RankingRow"][];
            total: components["schemas"]["Count"];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            strategy: components["schemas"]["Strategy"];
            timeframe: components["schemas"]["Timeframe"];
            filter_hash: string;
            /** @description Show it wherever the data is shown. */
            attribution: string;
        };
        RadarrFilm: {
            title: string;
            imdb_id: string | null;
            tmdbId: number;
        };
        ExportedJson: components["schemas"]["ExportedList"] | components["schemas"]["RadarrFilm"][];
        /** @enum {string} */
        FilterOptionKind: "genres" | "countries" | "directors" | "actors" | "writers";
        FilterOption: {
            /** @description What the filter takes; a text of genres and countries, a number of people. */
            id: string | number;
            name: string;
            /** @description Films that have it: of the cohort, or of all that are known here. */
            films: number;
        };
        FilterOptionList: {
            kind: components["schemas"]["FilterOptionKind"];
            items: components["schemas"]["FilterOption"][];
        };
        /** @description Where the film is told of elsewhere; null where its address is not known. */
        FilmLinks: {
            letterboxd: string | null;
            tmdb: string | null;
            imdb: string | null;
        };
        FilmFacts: {
            film_id: components["schemas"]["Id"];
            title: string;
            slug: string | null;
            lid: string | null;
            release_year: number | null;
            poster_url: string | null;
            media_type: components["schemas"]["MediaType"] | null;
            tmdb_id: number | null;
            imdb_id: string | null;
            runtime_minutes: number | null;
            directors: components["schemas"]["Person"][];
            writers: components["schemas"]["Person"][];
            actors: components["schemas"]["Person"][];
            genres: components["schemas"]["Genre"][];
            countries: components["schemas"]["Country"][];
            links: components["schemas"]["FilmLinks"];
        };
        /** @description What the cohort thinks of the film; the means are null when nobody rated it. */
        FilmNumbers: {
            watchers: components["schemas"]["Count"];
            avg_rating: number | null;
            rating_stddev: number | null;
            histogram: components["schemas"]["Histogram"];
            likes_count: components["schemas"]["Count"];
            favorites_count: components["schemas"]["Count"];
            likes_only_count: components["schemas"]["Count"];
            like_rate: number | null;
            favorite_rate: number | null;
            /** @description Share of ratings of 4 and more. */
            high_rating_pct: number | null;
            /** @description Share of ratings of 2 and less. */
            low_rating_pct: number | null;
            consensus_strength: number | null;
            /** @description Mean of the cohort minus Letterboxd's weighted average. */
            divergence: number | null;
            /** @description Its standard error. */
            divergence_se: number | null;
            first_rating_at: components["schemas"]["Day"] | null;
            last_rating_at: components["schemas"]["Day"] | null;
        };
        /** @description What all of Letterboxd thinks of the film. */
        FilmWorld: {
            /** @description The weighted average, in stars. */
            average: number | null;
            rating_count: number | null;
            /** @description Null when it is not known, or does not agree with the number of ratings. */
            histogram: components["schemas"]["Histogram"] | null;
            observed_at: components["schemas"]["Timestamp"];
        };
        ScoreComponent: {
            name: string;
            /** @description What it adds to the score; all of them together are the score. */
            contribution: number;
            /** @description What it was made from, when that is a word: the shape of the ratings. */
            label: string | null;
            explanation: string;
        };
        FilmPlace: {
            strategy: components["schemas"]["Strategy"];
            rank: number;
            /** @description Films that the strategy ranks. */
            total: number;
            score: number;
            previous_rank: number | null;
            bucket: components["schemas"]["Bucket"];
            cluster: components["schemas"]["Cluster"];
            distribution: components["schemas"]["Distribution"];
            consensus: components["schemas"]["Consensus"] | null;
            watchers_percentile: components["schemas"]["Percentile"];
            rating_percentile: components["schemas"]["Percentile"];
            components: components["schemas"]["ScoreComponent"][];
        };
        Opinion: {
            username: components["schemas"]["Username"];
            display_name: string | null;
            rating: number | null;
            liked: boolean;
            /** @description Among the favourites of their profile. */
            favorite: boolean;
            watched: boolean;
            on_watchlist: boolean;
            rated_at: components["schemas"]["Day"] | null;
        };
        FilmDetail: {
            film: components["schemas"]["FilmFacts"];
            /** @description Null for a film that a member has seen or means to see, and nobody rated or liked. */
            numbers: components["schemas"]["FilmNumbers"] | null;
            world: components["schemas"]["FilmWorld"] | null;
            /** @description Its place under each strategy that ranks it. */
            places: components["schemas"]["FilmPlace"][];
            /** @description Strategies that do not rank it. */
            unranked: components["schemas"]["Strategy"][];
            /** @description Who has seen it or means to, the highest ratings first, as far as the caller may know. */
            opinions: components["schemas"]["Opinion"][];
            /** @description Members who have seen it and are not named in `opinions`. */
            unnamed: number;
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            /** @description Show it wherever the data is shown. */
            attribution: string;
        };
        /** @enum {string} */
        CreditRole: "director" | "actor" | "writer";
        /** @enum {string} */
        TonightScore: "mean" | "least_misery";
        /** @description A film in a few words, ranked or not. */
        FilmBrief: {
            film_id: components["schemas"]["Id"];
            title: string;
            slug: string | null;
            lid: string | null;
            release_year: number | null;
            poster_url: string | null;
            runtime_minutes: number | null;
            genres: components["schemas"]["Genre"][];
        };
        TopPerson: {
            id: components["schemas"]["Id"];
            name: string;
            /** @description In stars: the mean of the films' Bayesian bases, weighted by watchers. */
            score: number;
            /** @description Ranked films. */
            films: number;
            /** @description Those of them in the best tenth of the ranking. */
            top_decile_films: number;
            /** @description Ratings behind the score. */
            watchers: number;
            /** @description Their best ranked films. */
            best: components["schemas"]["FilmBrief"][];
        };
        PeopleList: {
            role: components["schemas"]["CreditRole"];
            total: components["schemas"]["Count"];
            items: components["schemas"]["TopPerson"][];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        TasteMember: {
            username: components["schemas"]["Username"];
            display_name: string | null;
            ratings: components["schemas"]["Count"];
        };
        Taste: {
            /** @description Members of the cohort; the matrix may show fewer. */
            total: number;
            members: components["schemas"]["TasteMember"][];
            /**
             * @description A row a member, in the order of `members`: Pearson's correlation over the films both rated, times n/(n+20); null
             *     below five such films, and of a member with themself.
             */
            matches: (number | null)[][];
            /** @description How many films both rated; in the diagonal how many the member rated. */
            shared_films: components["schemas"]["Count"][][];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        Mover: {
            film: components["schemas"]["FilmBrief"];
            rank: number;
            previous_rank: number;
            /** @description Places won; negative for places lost. */
            change: number;
        };
        Movers: {
            strategy: components["schemas"]["Strategy"];
            /** @description What the ranking is compared with; null when there is no earlier one. */
            previous_version: components["schemas"]["Id"] | null;
            previous_computed_at: components["schemas"]["Timestamp"] | null;
            /** @description The farthest risen first. */
            risers: components["schemas"]["Mover"][];
            /** @description The farthest fallen first. */
            fallers: components["schemas"]["Mover"][];
            /** @description Films of the top 250 that were not ranked before. */
            entered: {
                film: components["schemas"]["FilmBrief"];
                rank: number;
            }[];
            /** @description Films of the former top 250 that are not ranked any more. */
            left: {
                film: components["schemas"]["FilmBrief"];
                previous_rank: number;
            }[];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        CohortName: {
            id: components["schemas"]["Id"];
            label: components["schemas"]["Label"];
            display_name: string;
        };
        ComparedFilm: {
            film: components["schemas"]["FilmBrief"];
            /** @description Bayesian base in this cohort, in stars. */
            first_base: number;
            /** @description Bayesian base in the other cohort, in stars. */
            second_base: number;
            first_watchers: components["schemas"]["Count"];
            second_watchers: components["schemas"]["Count"];
            /** @description `first_base - second_base`. */
            difference: number;
        };
        Comparison: {
            cohort: components["schemas"]["CohortName"];
            with: components["schemas"]["CohortName"];
            with_version: components["schemas"]["Id"] | null;
            strategy: components["schemas"]["Strategy"];
            /** @description Films with at least three watchers in both. */
            total: number;
            /** @description The two top 100. */
            top: {
                both: components["schemas"]["Count"];
                either: components["schemas"]["Count"];
                /** @description both / either; null of no film. */
                jaccard: number | null;
            };
            /** @description What this cohort rates higher. */
            higher: components["schemas"]["ComparedFilm"][];
            /** @description What the other cohort rates higher. */
            lower: components["schemas"]["ComparedFilm"][];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        WatchProvider: {
            /** @description The number of the service at TMDB. */
            id: number;
            name: string;
        };
        /** @description Where a film can be watched in the country that was asked for; all lists are empty when nowhere. */
        WatchOffers: {
            /** @description The page of these offers at TMDB. */
            link: string | null;
            /** @description Within a subscription. */
            flatrate: components["schemas"]["WatchProvider"][];
            free: components["schemas"]["WatchProvider"][];
            /** @description Free with advertisements. */
            ads: components["schemas"]["WatchProvider"][];
            rent: components["schemas"]["WatchProvider"][];
            buy: components["schemas"]["WatchProvider"][];
            observed_at: components["schemas"]["Timestamp"];
        };
        TonightFilm: {
            film: components["schemas"]["FilmBrief"];
            /** @description How many of the members have it on their watchlist. */
            watchlists: number;
            /** @description In stars. */
            score: number;
            predictions: {
                username: components["schemas"]["Username"];
                rating: number;
                /** @description Members with a like taste behind the prediction. */
                neighbours: number;
            }[];
            /** @description Null when it is not known, or no region was given. */
            watch: components["schemas"]["WatchOffers"] | null;
        };
        Tonight: {
            by: components["schemas"]["TonightScore"];
            members: {
                username: components["schemas"]["Username"];
                display_name: string | null;
            }[];
            total: components["schemas"]["Count"];
            items: components["schemas"]["TonightFilm"][];
            region: string | null;
            /** @description Says so when it is not known where films can be watched. */
            watch_note: string | null;
            /** @description Show it wherever `watch` is shown. */
            watch_attribution: string | null;
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        DivergentFilm: {
            /** @description `abs(divergence) - 1.64 * divergence_se`: what is left when chance is allowed for. */
            value: number;
            /** @description Standard error of the divergence. */
            divergence_se: number;
            film: components["schemas"]["RankingRow"];
        };
        /** @description A film that members liked and did not rate. Few of them are ranked. */
        LikesOnlyFilm: {
            film_id: components["schemas"]["Id"];
            title: string;
            slug: string | null;
            lid: string | null;
            release_year: number | null;
            poster_url: string | null;
            likes_only_count: number;
            likes_count: components["schemas"]["Count"];
            watchers: components["schemas"]["Count"];
        };
        BucketGroup: {
            bucket: components["schemas"]["Bucket"];
            /** @description Films in the bucket; `films` holds the best of them. */
            total: number;
            films: components["schemas"]["RankingRow"][];
        };
        BucketInsights: {
            /** @constant */
            surface: "buckets";
            strategy: components["schemas"]["Strategy"];
            timeframe: components["schemas"]["Timeframe"];
            /** @description One entry a bucket, also for empty ones. */
            items: components["schemas"]["BucketGroup"][];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        DivergenceInsights: {
            /** @constant */
            surface: "divergence";
            strategy: components["schemas"]["Strategy"];
            timeframe: components["schemas"]["Timeframe"];
            /** @description Films that the cohort rates higher than the world, the surest difference first. */
            positive: components["schemas"]["DivergentFilm"][];
            /** @description Films that the cohort rates lower than the world, the surest difference first. */
            negative: components["schemas"]["DivergentFilm"][];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        FilmInsights: {
            /** @enum {string} */
            surface: "hidden-gems" | "favorites";
            strategy: components["schemas"]["Strategy"];
            timeframe: components["schemas"]["Timeframe"];
            /** @description In the order of the surface. */
            items: components["schemas"]["RankingRow"][];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        LikesOnlyInsights: {
            /** @constant */
            surface: "likes-only";
            strategy: components["schemas"]["Strategy"];
            timeframe: components["schemas"]["Timeframe"];
            /** @description By how many liked it without rating it. */
            items: components["schemas"]["LikesOnlyFilm"][];
            ranking_version: components["schemas"]["Id"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            coverage: components["schemas"]["Coverage"];
            attribution: string;
        };
        /** @description `surface` says which shape it is. */
        Insights: components["schemas"]["BucketInsights"] | components["schemas"]["DivergenceInsights"] | components["schemas"]["FilmInsights"] | components["schemas"]["LikesOnlyInsights"];
        Freshness: {
            /** @description The day to which the version reckons ages. */
            as_of: components["schemas"]["Day"] | null;
            computed_at: components["schemas"]["Timestamp"] | null;
            /** @description When the last sync that brought data ended. */
            last_synced_at: components["schemas"]["Timestamp"] | null;
        };
        Stats: {
            cohort_id: components["schemas"]["Id"];
            label: components["schemas"]["Label"];
            display_name: string;
            members: components["schemas"]["Count"];
            /** @description Films that at least one member rated. */
            films: number;
            ratings: components["schemas"]["Count"];
            /** @description Rated and liked. */
            likes: number;
            /** @description Liked and not rated. */
            likes_only: number;
            /** @description Mean of all ratings; null without any. */
            mean: number | null;
            histogram: components["schemas"]["Histogram"];
            coverage: components["schemas"]["Coverage"];
            freshness: components["schemas"]["Freshness"];
            /** @description Null before the first version is published. */
            parameters: components["schemas"]["Parameters"] | null;
            ranking_version: components["schemas"]["Id"] | null;
            last_run: components["schemas"]["Run"] | null;
            attribution: string;
        };
        /** @description RFC 9457. */
        Problem: {
            /** @description Names the kind of problem: a reference that resolves against this almanac. */
            type: string;
            title: string;
            status: number;
            /** @description What went wrong this time. */
            detail: string;
            code: components["schemas"]["ProblemCode"];
            /** @description Names this request in the almanac's log. */
            request_id: string;
            /** @description Every parameter or field at fault. */
            errors?: components["schemas"]["ProblemField"][];
        };
        /**
         * @description The last part of `type`.
         * @enum {string}
         */
        ProblemCode: "invalid-request" | "invalid-filter" | "unauthorized" | "forbidden" | "read-only" | "not-found" | "method-not-allowed" | "not-acceptable" | "conflict" | "gone" | "payload-too-large" | "unsupported-media-type" | "unprocessable" | "too-many-requests" | "quota-exceeded" | "headers-too-large" | "internal" | "unavailable";
        ProblemField: {
            /** @enum {string} */
            in: "path" | "query" | "header" | "body";
            /** @description The parameter; in a body the JSON Pointer of the field, empty for the whole. */
            name: string;
            message: string;
        };
    };
    responses: {
        /** @description The caller's copy, named by `If-None-Match`, is current. */
        NotModified: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A parameter, header or body is not what the contract allows; `errors` names each. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/invalid-request",
                 *       "title": "The request is not valid",
                 *       "status": 400,
                 *       "detail": "Query parameter \"watcher_min\" is unknown; did you mean \"watchers_min\"?",
                 *       "code": "invalid-request",
                 *       "request_id": "0b6f1c9e2d7a4f35",
                 *       "errors": [
                 *         {
                 *           "in": "query",
                 *           "name": "watcher_min",
                 *           "message": "is unknown; did you mean \"watchers_min\"?"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A token is needed, or the one that was sent is unknown, revoked or expired. */
        Unauthorized: {
            headers: {
                "WWW-Authenticate": components["headers"]["WWWAuthenticate"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unauthorized",
                 *       "title": "A valid token is needed",
                 *       "status": 401,
                 *       "detail": "The token is unknown, revoked or expired. Create another one.",
                 *       "code": "unauthorized",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The token lacks a scope, the caller's role does not allow it, or this almanac is read-only. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/forbidden",
                 *       "title": "This is not allowed",
                 *       "status": 403,
                 *       "detail": "The token lacks: cohorts:write. Create one that has it.",
                 *       "code": "forbidden",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such thing, or the caller may not see it. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/not-found",
                 *       "title": "There is no such thing here",
                 *       "status": 404,
                 *       "detail": "There is no cohort \"tuesday-club\" that you may see.",
                 *       "code": "not-found",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description It contradicts what is there, such as a label that is taken; or the request with this `Idempotency-Key` is still
         *     under way, and then `Retry-After` is given.
         */
        Conflict: {
            headers: {
                "Retry-After": components["headers"]["RetryAfterIfBusy"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/conflict",
                 *       "title": "It contradicts what is there",
                 *       "status": 409,
                 *       "detail": "The label \"tuesday-club\" is taken. Choose another one.",
                 *       "code": "conflict",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The cursor's ranking version is no longer kept; read the list from its start. */
        Gone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/gone",
                 *       "title": "It is no longer kept",
                 *       "status": 410,
                 *       "detail": "Ranking version 7 is no longer kept. Read the list from its start.",
                 *       "code": "gone",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nothing is shared here, or not any more; as a page. */
        NothingShared: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
                /**
                 * @example {
                 *       "type": "/problems/not-found",
                 *       "title": "There is no such thing here",
                 *       "status": 404,
                 *       "detail": "Nothing is shared here. The link may have ended.",
                 *       "code": "not-found",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What the list was made from is no longer kept; as a page. */
        SharedGone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "text/html": string;
                /**
                 * @example {
                 *       "type": "/problems/gone",
                 *       "title": "It is no longer kept",
                 *       "status": 410,
                 *       "detail": "What this list was made from is no longer kept. Ask whoever shared it.",
                 *       "code": "gone",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than this almanac takes. */
        ContentTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/payload-too-large",
                 *       "title": "The body is too large",
                 *       "status": 413,
                 *       "detail": "The body must have at most 100000 bytes.",
                 *       "code": "payload-too-large",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not of the media type that the operation takes. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unsupported-media-type",
                 *       "title": "The body has the wrong media type",
                 *       "status": 415,
                 *       "detail": "The body must be application/json, not text/plain.",
                 *       "code": "unsupported-media-type",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description It is well formed but can not be done, such as collecting somebody who is not a member; or the `Idempotency-Key` was
         *     used for another request.
         */
        Unprocessable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unprocessable",
                 *       "title": "It is well formed, but it cannot be done",
                 *       "status": 422,
                 *       "detail": "Some of the named members can not be collected. Leave them out.",
                 *       "code": "unprocessable",
                 *       "request_id": "0b6f1c9e2d7a4f35",
                 *       "errors": [
                 *         {
                 *           "in": "body",
                 *           "name": "/definition/members/1",
                 *           "message": "can't be collected"
                 *         }
                 *       ]
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests, or a quota is used up (`quota-exceeded`). Come back after `Retry-After` seconds. */
        TooManyRequests: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/too-many-requests",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "Come back in 21 s. A token has a limit of its own.",
                 *       "code": "too-many-requests",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The almanac's own fault; `request_id` finds it in the log. */
        InternalError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/internal",
                 *       "title": "The almanac made a mistake",
                 *       "status": 500,
                 *       "detail": "The almanac failed at this. The request id finds the reason in its log.",
                 *       "code": "internal",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A service behind the almanac does not answer, or it is shutting down. Try again. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "/problems/unavailable",
                 *       "title": "The almanac cannot answer just now",
                 *       "status": 503,
                 *       "detail": "A service behind the almanac does not answer. Try again.",
                 *       "code": "unavailable",
                 *       "request_id": "0b6f1c9e2d7a4f35"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        MemberName: components["schemas"]["Username"];
        UserId: components["schemas"]["Id"];
        InviteId: components["schemas"]["Id"];
        /** @description Any other parameter; it changes nothing. */
        Ignored: {
            [key: string]: unknown;
        };
        FilterId: components["schemas"]["Id"];
        /**
         * @description The last part of a share's link.
         * @example 3q2-7wEBAgMEBQYHCAkKCw
         */
        ShareSlug: string;
        WebhookId: components["schemas"]["Id"];
        /** @description The last part of the link that lets members in. */
        DoorToken: string;
        /** @description The last part of a member's private link. */
        PrivateSecret: string;
        /** @description The id of the import's run. */
        ImportId: components["schemas"]["Id"];
        RunId: components["schemas"]["Id"];
        /** @description The film's number here, as rankings have it. */
        FilmId: components["schemas"]["Id"];
        /**
         * @description The cohort's id or its label.
         * @example demo
         */
        CohortId: string;
        /**
         * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
         *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
         *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
         *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
         * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
         */
        IdempotencyKey: string;
        /** @description How many items a page has. */
        Limit: number;
        /** @description The `next_cursor` of the page before, with the same other parameters. */
        Cursor: string;
    };
    requestBodies: never;
    headers: {
        /** @description Changes when the body does; send it back as `If-None-Match`. */
        ETag: string;
        /** @description The name under which the file is saved. */
        ContentDisposition: string;
        /** @description How many files the list takes; one, unless Letterboxd's limit makes more necessary. */
        ExportParts: string;
        /** @description Where the new resource is. */
        Location: string;
        /** @description The session's cookie, `almanac_session`; only this almanac's pages send it back. */
        SetCookie: string;
        /** @description Among others the directive `frame-ancestors`, with the origins that the share names. */
        FrameAncestors: string;
        /** @description Seconds to wait, when waiting helps. */
        RetryAfterIfBusy: string;
        /** @description Seconds to wait. */
        RetryAfter: string;
        /** @description How to authenticate (RFC 6750). */
        WWWAuthenticate: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            400: components["responses"]["BadRequest"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready to serve. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "checks": [
                     *         {
                     *           "name": "database",
                     *           "ok": true,
                     *           "detail": null
                     *         },
                     *         {
                     *           "name": "coordination",
                     *           "ok": true,
                     *           "detail": "embedded"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["BadRequest"];
            500: components["responses"]["InternalError"];
            /** @description Not ready; `checks` says why. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "unavailable",
                     *       "checks": [
                     *         {
                     *           "name": "database",
                     *           "ok": false,
                     *           "detail": "connection refused"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getContract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract, as text. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The reference. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    explainProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example conflict */
                code: components["schemas"]["ProblemCode"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its place in the reference. */
            303: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account, and what it may do here. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": 11,
                     *         "email": "ada@example.org",
                     *         "display_name": null,
                     *         "letterboxd_username": null,
                     *         "is_operator": false
                     *       },
                     *       "scopes": [
                     *         "cohorts:read",
                     *         "cohorts:write",
                     *         "runs:write"
                     *       ],
                     *       "signed_in_with": "token",
                     *       "read_only": false,
                     *       "quotas": {
                     *         "cohorts": {
                     *           "used": 2,
                     *           "limit": 20,
                     *           "frees_at": null
                     *         },
                     *         "members_per_cohort": {
                     *           "used": 9,
                     *           "limit": 1000,
                     *           "frees_at": null
                     *         },
                     *         "syncs_per_day": {
                     *           "used": 0,
                     *           "limit": 50,
                     *           "frees_at": null
                     *         },
                     *         "exports_per_hour": {
                     *           "used": 0,
                     *           "limit": 60,
                     *           "frees_at": null
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    redeemSignInLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "kqP3v0Yw5s8mZr2Xb7Tn4Lc9Hd6Jf1Ga0Ee5Uu8Ii-_"
                 *     }
                 */
                "application/json": components["schemas"]["SignInLink"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": 11,
                     *         "email": "ada@example.org",
                     *         "display_name": null,
                     *         "letterboxd_username": null,
                     *         "is_operator": false
                     *       },
                     *       "scopes": [
                     *         "cohorts:read",
                     *         "cohorts:write",
                     *         "runs:write"
                     *       ],
                     *       "signed_in_with": "session",
                     *       "read_only": false,
                     *       "quotas": {
                     *         "cohorts": {
                     *           "used": 2,
                     *           "limit": 20,
                     *           "frees_at": null
                     *         },
                     *         "members_per_cohort": {
                     *           "used": 9,
                     *           "limit": 1000,
                     *           "frees_at": null
                     *         },
                     *         "syncs_per_day": {
                     *           "used": 0,
                     *           "limit": 50,
                     *           "frees_at": null
                     *         },
                     *         "exports_per_hour": {
                     *           "used": 0,
                     *           "limit": 60,
                     *           "frees_at": null
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    askForSignInLink: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org"
                 *     }
                 */
                "application/json": components["schemas"]["SignInWish"];
            };
        };
        responses: {
            /** @description Taken. If the address may sign in here, a mail is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "accepted"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is over. */
            204: {
                headers: {
                    "Set-Cookie": components["headers"]["SetCookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display_name": "Ada",
                 *       "letterboxd_username": "ada_sees"
                 *     }
                 */
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": 11,
                     *         "email": "ada@example.org",
                     *         "display_name": "Ada",
                     *         "letterboxd_username": "ada_sees",
                     *         "is_operator": false
                     *       },
                     *       "scopes": [
                     *         "cohorts:read",
                     *         "cohorts:write",
                     *         "runs:write"
                     *       ],
                     *       "signed_in_with": "token",
                     *       "read_only": false,
                     *       "quotas": {
                     *         "cohorts": {
                     *           "used": 2,
                     *           "limit": 20,
                     *           "frees_at": null
                     *         },
                     *         "members_per_cohort": {
                     *           "used": 9,
                     *           "limit": 1000,
                     *           "frees_at": null
                     *         },
                     *         "syncs_per_day": {
                     *           "used": 0,
                     *           "limit": 50,
                     *           "frees_at": null
                     *         },
                     *         "exports_per_hour": {
                     *           "used": 0,
                     *           "limit": 60,
                     *           "frees_at": null
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All tokens, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 11,
                     *           "kind": "secret",
                     *           "name": "Reading my almanac",
                     *           "last_four": "xQc4",
                     *           "scopes": [
                     *             "cohorts:read",
                     *             "cohorts:write",
                     *             "runs:write"
                     *           ],
                     *           "origins": [],
                     *           "cohort_ids": [],
                     *           "created_at": "2026-11-22T19:40:00.000Z",
                     *           "expires_at": null,
                     *           "last_used_at": "2026-11-22T19:40:00.000Z",
                     *           "revoked_at": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ApiTokenList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Reading my almanac",
                 *       "scopes": [
                 *         "cohorts:read"
                 *       ],
                 *       "expires_in_days": 90
                 *     }
                 */
                "application/json": components["schemas"]["ApiTokenCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 78,
                     *       "kind": "secret",
                     *       "name": "Reading my almanac",
                     *       "last_four": "4d28",
                     *       "scopes": [
                     *         "cohorts:read"
                     *       ],
                     *       "origins": [],
                     *       "cohort_ids": [],
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "expires_at": "2026-11-22T19:40:00.000Z",
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "token": "alm_sk_shown-this-once"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateToken: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                token_id: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token with its new secret, which is shown this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 27,
                     *       "kind": "secret",
                     *       "name": "Reading my almanac",
                     *       "last_four": "9aGc",
                     *       "scopes": [
                     *         "cohorts:read",
                     *         "cohorts:write",
                     *         "runs:write"
                     *       ],
                     *       "origins": [],
                     *       "cohort_ids": [],
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "expires_at": null,
                     *       "last_used_at": null,
                     *       "revoked_at": null,
                     *       "token": "alm_sk_shown-this-once"
                     *     }
                     */
                    "application/json": components["schemas"]["NewApiToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFilters: {
        parameters: {
            query?: {
                /** @description Only those of this cohort, by its id or label. */
                cohort?: components["schemas"]["IdOrLabel"];
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 11,
                     *           "cohort": {
                     *             "id": 1,
                     *             "label": "tuesday-club",
                     *             "display_name": "Tuesday Film Club"
                     *           },
                     *           "name": "Horror for two",
                     *           "description": null,
                     *           "filter": {},
                     *           "query": "",
                     *           "filter_hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     *           "words": "By Bayesian score",
                     *           "names_members": false,
                     *           "share": {
                     *             "slug": "kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *             "url": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *             "mode": "live"
                     *           },
                     *           "created_at": "2026-11-22T19:40:00.000Z",
                     *           "updated_at": "2026-11-22T19:40:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["SavedFilterList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createFilter: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cohort": "demo",
                 *       "name": "Horror for two",
                 *       "filter": {
                 *         "genre": [
                 *           "horror"
                 *         ],
                 *         "watchers_min": 2,
                 *         "sort": "divergence"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SavedFilterCreate"];
            };
        };
        responses: {
            /** @description Saved. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 514,
                     *       "cohort": {
                     *         "id": 1,
                     *         "label": "tuesday-club",
                     *         "display_name": "Tuesday Film Club"
                     *       },
                     *       "name": "Horror for two",
                     *       "description": null,
                     *       "filter": {
                     *         "watchers_min": 2
                     *       },
                     *       "query": "watchers_min=2",
                     *       "filter_hash": "77192e79f1e489a61f3fa95f2312bf9bc55ddcff4f8ae0fca2fd976552cf8ee0",
                     *       "words": "Seen by 2 or more · by Bayesian score",
                     *       "names_members": false,
                     *       "share": null,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedFilter"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The saved filter. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 11,
                     *       "cohort": {
                     *         "id": 1,
                     *         "label": "tuesday-club",
                     *         "display_name": "Tuesday Film Club"
                     *       },
                     *       "name": "Horror for two",
                     *       "description": null,
                     *       "filter": {},
                     *       "query": "",
                     *       "filter_hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                     *       "words": "By Bayesian score",
                     *       "names_members": false,
                     *       "share": {
                     *         "slug": "kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "url": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "mode": "live"
                     *       },
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedFilter"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateFilter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Horror for three",
                 *       "filter": {
                 *         "genre": [
                 *           "horror"
                 *         ],
                 *         "watchers_min": 3
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SavedFilterChange"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 11,
                     *       "cohort": {
                     *         "id": 1,
                     *         "label": "tuesday-club",
                     *         "display_name": "Tuesday Film Club"
                     *       },
                     *       "name": "Horror for three",
                     *       "description": null,
                     *       "filter": {
                     *         "genre": [
                     *           "horror"
                     *         ],
                     *         "watchers_min": 3
                     *       },
                     *       "query": "genre=horror&watchers_min=3",
                     *       "filter_hash": "1c1097ad89fdc9e83e5d712da7c7e4a21aee43de47ed16e87bcdd2f6cc137cfb",
                     *       "words": "Horror · seen by 3 or more · by Bayesian score",
                     *       "names_members": false,
                     *       "share": {
                     *         "slug": "kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "url": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "mode": "live"
                     *       },
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["SavedFilter"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getFilterShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The share. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "filter_id": 11,
                     *       "slug": "kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *       "title": "Reading my almanac",
                     *       "mode": "live",
                     *       "frozen": null,
                     *       "top": 20,
                     *       "frame_ancestors": null,
                     *       "addresses": {
                     *         "page": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "data": "https://almanac.example.org/v1/shares/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "embed": "https://almanac.example.org/embed/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "feed": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc/feed.xml",
                     *         "preview": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc/preview.png",
                     *         "oembed": "https://almanac.example.org/oembed?url=http%3A%2F%2F127.0.0.1%3A4000%2Fs%2Fkq3v0Yw5s8mZr2Xb7Tn4Lc"
                     *       },
                     *       "embed": {
                     *         "element": "<aside>…</aside>",
                     *         "iframe": "<iframe src=\"https://almanac.example.org/embed/kq3v0Yw5s8mZr2Xb7Tn4Lc\" title=\"Horror for two\" width=\"100%\" height=\"1330\" loading=\"lazy\" style=\"border:0\"></iframe>",
                     *         "link": "<a href=\"https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc\">made for the test</a>"
                     *       },
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FilterShare"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createShare: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Horror for two",
                 *       "mode": "live",
                 *       "top": 10,
                 *       "frame_ancestors": [
                 *         "https://blog.example.org"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ShareCreate"];
            };
        };
        responses: {
            /** @description Shared. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "filter_id": 25,
                     *       "slug": "NfC4mMHoGpEBy224l42giw",
                     *       "title": "filter-27",
                     *       "mode": "live",
                     *       "frozen": null,
                     *       "top": 10,
                     *       "frame_ancestors": null,
                     *       "addresses": {
                     *         "page": "https://almanac.example.org/s/NfC4mMHoGpEBy224l42giw",
                     *         "data": "https://almanac.example.org/v1/shares/NfC4mMHoGpEBy224l42giw",
                     *         "embed": "https://almanac.example.org/embed/NfC4mMHoGpEBy224l42giw",
                     *         "feed": "https://almanac.example.org/s/NfC4mMHoGpEBy224l42giw/feed.xml",
                     *         "preview": "https://almanac.example.org/s/NfC4mMHoGpEBy224l42giw/preview.png",
                     *         "oembed": "https://almanac.example.org/oembed?url=http%3A%2F%2F127.0.0.1%3A4000%2Fs%2FNfC4mMHoGpEBy224l42giw"
                     *       },
                     *       "embed": {
                     *         "element": "<aside>…</aside>",
                     *         "iframe": "<iframe src=\"https://almanac.example.org/embed/NfC4mMHoGpEBy224l42giw\" title=\"Horror for two\" width=\"100%\" height=\"760\" loading=\"lazy\" style=\"border:0\"></iframe>",
                     *         "link": "<a href=\"https://almanac.example.org/s/NfC4mMHoGpEBy224l42giw\">filter-27</a>"
                     *       },
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FilterShare"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    endShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filter_id: components["parameters"]["FilterId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mode": "frozen",
                 *       "renew_slug": true
                 *     }
                 */
                "application/json": components["schemas"]["ShareChange"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "filter_id": 11,
                     *       "slug": "G7NmZODXuaV-ye3DjLHLBQ",
                     *       "title": "Reading my almanac",
                     *       "mode": "frozen",
                     *       "frozen": {
                     *         "ranking_version": 1,
                     *         "computed_at": "2026-11-22T19:40:00.000Z",
                     *         "frozen_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "top": 20,
                     *       "frame_ancestors": null,
                     *       "addresses": {
                     *         "page": "https://almanac.example.org/s/G7NmZODXuaV-ye3DjLHLBQ",
                     *         "data": "https://almanac.example.org/v1/shares/G7NmZODXuaV-ye3DjLHLBQ",
                     *         "embed": "https://almanac.example.org/embed/G7NmZODXuaV-ye3DjLHLBQ",
                     *         "feed": "https://almanac.example.org/s/G7NmZODXuaV-ye3DjLHLBQ/feed.xml",
                     *         "preview": "https://almanac.example.org/s/G7NmZODXuaV-ye3DjLHLBQ/preview.png",
                     *         "oembed": "https://almanac.example.org/oembed?url=http%3A%2F%2F127.0.0.1%3A4000%2Fs%2FG7NmZODXuaV-ye3DjLHLBQ"
                     *       },
                     *       "embed": {
                     *         "element": "<aside>…</aside>",
                     *         "iframe": "<iframe src=\"https://almanac.example.org/embed/G7NmZODXuaV-ye3DjLHLBQ\" title=\"Horror for two\" width=\"100%\" height=\"1330\" loading=\"lazy\" style=\"border:0\"></iframe>",
                     *         "link": "<a href=\"https://almanac.example.org/s/G7NmZODXuaV-ye3DjLHLBQ\">made for the test</a>"
                     *       },
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["FilterShare"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSharedList: {
        parameters: {
            query?: {
                /** @description How many films a page has. */
                limit?: number;
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the list is, and one page of its films. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "film_id": 7,
                     *           "rank": 1,
                     *           "score": 3.7481723876684447,
                     *           "title": "Cléo from 5 to 7",
                     *           "slug": "cleo-from-5-to-7",
                     *           "release_year": 1962,
                     *           "poster_url": null,
                     *           "media_type": null,
                     *           "tmdb_id": null,
                     *           "imdb_id": null,
                     *           "lid": "l6",
                     *           "watchers": 9,
                     *           "avg_rating": 3.388888888888889,
                     *           "rating_stddev": 1.286204100310025,
                     *           "histogram": [
                     *             0,
                     *             1,
                     *             0,
                     *             1,
                     *             1,
                     *             1,
                     *             0,
                     *             3,
                     *             0,
                     *             2
                     *           ],
                     *           "likes_count": 3,
                     *           "favorites_count": 0,
                     *           "likes_only_count": 0,
                     *           "like_rate": 0.3333333333333333,
                     *           "favorite_rate": 0,
                     *           "consensus_strength": 0.33333333333333337,
                     *           "divergence": 0.1988888888888889,
                     *           "distribution": "cult-darling",
                     *           "bucket": "Critical favorite",
                     *           "cluster": "Middle of the pack",
                     *           "consensus": "divisive",
                     *           "previous_rank": null,
                     *           "directors": [],
                     *           "genres": [],
                     *           "countries": []
                     *         }
                     *       ],
                     *       "next_cursor": null,
                     *       "total": 20,
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB.",
                     *       "strategy": "bayesian",
                     *       "timeframe": "all",
                     *       "slug": "kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *       "title": "Reading my almanac",
                     *       "description": null,
                     *       "words": "By Bayesian score",
                     *       "cohort": {
                     *         "display_name": "Tuesday Film Club"
                     *       },
                     *       "mode": "live",
                     *       "frozen": null,
                     *       "addresses": {
                     *         "page": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "data": "https://almanac.example.org/v1/shares/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "embed": "https://almanac.example.org/embed/kq3v0Yw5s8mZr2Xb7Tn4Lc",
                     *         "feed": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc/feed.xml",
                     *         "preview": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc/preview.png",
                     *         "oembed": "https://almanac.example.org/oembed?url=http%3A%2F%2F127.0.0.1%3A4000%2Fs%2Fkq3v0Yw5s8mZr2Xb7Tn4Lc"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SharedList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSharePage: {
        parameters: {
            query?: {
                /** @description Any other parameter; it changes nothing. */
                ignored?: components["parameters"]["Ignored"];
            };
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NothingShared"];
            410: components["responses"]["SharedGone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getShareFeed: {
        parameters: {
            query?: {
                /** @description Any other parameter; it changes nothing. */
                ignored?: components["parameters"]["Ignored"];
            };
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/atom+xml": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getShareRadarr: {
        parameters: {
            query?: {
                /** @description Any other parameter; it changes nothing. */
                ignored?: components["parameters"]["Ignored"];
            };
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The films. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "title": "Cléo from 5 to 7",
                     *         "imdb_id": "tt0055852",
                     *         "tmdbId": 499
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["RadarrFilm"][];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSharePreview: {
        parameters: {
            query?: {
                /** @description Any other parameter; it changes nothing. */
                ignored?: components["parameters"]["Ignored"];
            };
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getShareFrame: {
        parameters: {
            query?: {
                /** @description Any other parameter; it changes nothing. */
                ignored?: components["parameters"]["Ignored"];
            };
            header?: never;
            path: {
                /**
                 * @description The last part of a share's link.
                 * @example 3q2-7wEBAgMEBQYHCAkKCw
                 */
                slug: components["parameters"]["ShareSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Security-Policy": components["headers"]["FrameAncestors"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NothingShared"];
            410: components["responses"]["SharedGone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOEmbed: {
        parameters: {
            query: {
                /**
                 * @description The address of a share's page or frame.
                 * @example http://127.0.0.1:4000/s/kq3v0Yw5s8mZr2Xb7Tn4Lc
                 */
                url: string;
                /**
                 * @description Another one answers 400, not the 501 of oEmbed 2.3.3: it is the caller's mistake, and whoever watches this almanac takes
                 *     an answer from 500 on for a fault of its own.
                 */
                format?: "json" | "xml";
                maxwidth?: number;
                maxheight?: number;
                /** @description Any other parameter; it changes nothing. */
                ignored?: components["parameters"]["Ignored"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What to put into the page. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "rich",
                     *       "version": "1.0",
                     *       "title": "Reading my almanac",
                     *       "provider_name": "Cohort Almanac",
                     *       "provider_url": "https://almanac.example.org/",
                     *       "cache_age": 3600,
                     *       "thumbnail_url": "https://almanac.example.org/s/kq3v0Yw5s8mZr2Xb7Tn4Lc/preview.png",
                     *       "thumbnail_width": 1200,
                     *       "thumbnail_height": 630,
                     *       "html": "<aside>…</aside>",
                     *       "width": 600,
                     *       "height": 380
                     *     }
                     */
                    "application/json": components["schemas"]["OEmbed"];
                    "text/xml": string;
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCohorts: {
        parameters: {
            query?: {
                /** @description Part of a label or display name; letter case does not count. */
                q?: string;
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of cohorts. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "label": "tuesday-club",
                     *           "display_name": "Tuesday Film Club",
                     *           "description": null,
                     *           "visibility": "private",
                     *           "definition": {
                     *             "seeds": [],
                     *             "lists": [],
                     *             "members": [],
                     *             "exclusions": []
                     *           },
                     *           "parameters": {
                     *             "m": null,
                     *             "baseline": null,
                     *             "floor": null,
                     *             "tau": null,
                     *             "alpha": null,
                     *             "beta": null
                     *           },
                     *           "member_count": 9,
                     *           "ranking_version": 1,
                     *           "computed_at": "2026-11-22T19:40:00.000Z",
                     *           "active_run_id": null,
                     *           "created_at": "2026-11-22T19:40:00.000Z",
                     *           "updated_at": "2026-11-22T19:40:00.000Z",
                     *           "can": {
                     *             "edit": true,
                     *             "sync": true,
                     *             "own": true,
                     *             "see_names": true
                     *           }
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CohortList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createCohort: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "label": "tuesday-club",
                 *       "display_name": "Tuesday Film Club",
                 *       "definition": {
                 *         "seeds": [
                 *           {
                 *             "username": "mabuse",
                 *             "relation": "following",
                 *             "depth": 1,
                 *             "include_seed": true
                 *           }
                 *         ],
                 *         "exclusions": []
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CohortCreate"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 14,
                     *       "label": "made-36",
                     *       "display_name": "made-36",
                     *       "description": null,
                     *       "visibility": "private",
                     *       "definition": {
                     *         "seeds": [],
                     *         "lists": [],
                     *         "members": [
                     *           "bea_watches"
                     *         ],
                     *         "exclusions": []
                     *       },
                     *       "parameters": {
                     *         "m": null,
                     *         "baseline": null,
                     *         "floor": null,
                     *         "tau": null,
                     *         "alpha": null,
                     *         "beta": null
                     *       },
                     *       "member_count": 1,
                     *       "ranking_version": null,
                     *       "computed_at": null,
                     *       "active_run_id": null,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z",
                     *       "can": {
                     *         "edit": true,
                     *         "sync": true,
                     *         "own": true,
                     *         "see_names": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Cohort"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCohort: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cohort. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "label": "tuesday-club",
                     *       "display_name": "Tuesday Film Club",
                     *       "description": null,
                     *       "visibility": "private",
                     *       "definition": {
                     *         "seeds": [],
                     *         "lists": [],
                     *         "members": [],
                     *         "exclusions": []
                     *       },
                     *       "parameters": {
                     *         "m": null,
                     *         "baseline": null,
                     *         "floor": null,
                     *         "tau": null,
                     *         "alpha": null,
                     *         "beta": null
                     *       },
                     *       "member_count": 9,
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "active_run_id": null,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z",
                     *       "can": {
                     *         "edit": true,
                     *         "sync": true,
                     *         "own": true,
                     *         "see_names": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Cohort"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteCohort: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateCohort: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "display_name": "Tuesday and Thursday Film Club"
                 *     }
                 */
                "application/json": components["schemas"]["CohortChange"];
            };
        };
        responses: {
            /** @description The cohort. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "label": "tuesday-club",
                     *       "display_name": "Tuesday and Thursday Film Club",
                     *       "description": null,
                     *       "visibility": "private",
                     *       "definition": {
                     *         "seeds": [],
                     *         "lists": [],
                     *         "members": [],
                     *         "exclusions": []
                     *       },
                     *       "parameters": {
                     *         "m": null,
                     *         "baseline": null,
                     *         "floor": null,
                     *         "tau": null,
                     *         "alpha": null,
                     *         "beta": null
                     *       },
                     *       "member_count": 9,
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "active_run_id": null,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "updated_at": "2026-11-22T19:40:00.000Z",
                     *       "can": {
                     *         "edit": true,
                     *         "sync": true,
                     *         "own": true,
                     *         "see_names": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Cohort"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCohortMembers: {
        parameters: {
            query?: {
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of members, by name. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "username": "ada_sees",
                     *           "display_name": null,
                     *           "ratings": 35,
                     *           "sources": [
                     *             "export"
                     *           ],
                     *           "newest_observed_at": "2026-11-22T19:40:00.000Z",
                     *           "consent": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CohortMemberList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    stateConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                username: components["parameters"]["MemberName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    withdrawConsent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                username: components["parameters"]["MemberName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReminder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                username: components["parameters"]["MemberName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "text": "Hello ada_l, your films in Tuesday Film Club are as of 3 May 2026.\nA fresh export brings them up to date: on Letterboxd, Settings, Data, Export your data. Leave the ZIP as it is.\nThen open this link and send the ZIP there: [paste a link for members here]",
                     *       "newest_observed_at": "2026-05-03T18:30:00.000Z",
                     *       "joined": false
                     *     }
                     */
                    "application/json": components["schemas"]["Reminder"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The schedule. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cron": "30 4 * * *",
                     *       "every_minutes": null,
                     *       "full_cron": null,
                     *       "full_every_days": 7,
                     *       "time_zone": "Europe/Lisbon",
                     *       "jitter_seconds": 0,
                     *       "enabled": true,
                     *       "problem": null,
                     *       "next_at": "2026-11-26T04:30:00.000Z",
                     *       "next_full_at": "2026-12-02T19:40:00.000Z",
                     *       "last_started_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    setSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cron": "30 4 * * *",
                 *       "full_every_days": 7,
                 *       "time_zone": "Europe/Lisbon"
                 *     }
                 */
                "application/json": components["schemas"]["ScheduleWish"];
            };
        };
        responses: {
            /** @description The schedule with its next times. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cron": "30 4 * * *",
                     *       "every_minutes": null,
                     *       "full_cron": null,
                     *       "full_every_days": 7,
                     *       "time_zone": "Europe/Lisbon",
                     *       "jitter_seconds": 0,
                     *       "enabled": true,
                     *       "problem": null,
                     *       "next_at": "2026-11-26T04:30:00.000Z",
                     *       "next_full_at": "2026-12-02T19:40:00.000Z",
                     *       "last_started_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    endSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is off. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMemberships: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The roles, by user. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "user_id": 1,
                     *           "email": "operator@localhost",
                     *           "display_name": "Operator",
                     *           "role": "owner"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MembershipList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeMembership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "editor"
                 *     }
                 */
                "application/json": components["schemas"]["RoleChange"];
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeMembership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listInvites: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invites, the newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 12,
                     *           "role": "viewer",
                     *           "username": null,
                     *           "name": null,
                     *           "max_uses": null,
                     *           "uses": 0,
                     *           "state": "over",
                     *           "created_at": "2026-11-22T19:40:00.000Z",
                     *           "expires_at": "2026-11-22T19:40:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["InviteList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createInvite: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "viewer",
                 *       "name": "for the Tuesday club"
                 *     }
                 */
                "application/json": components["schemas"]["InviteCreate"];
            };
        };
        responses: {
            /** @description The invite with its link. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 15,
                     *       "role": "viewer",
                     *       "username": null,
                     *       "name": "for the Tuesday club",
                     *       "max_uses": null,
                     *       "uses": 0,
                     *       "state": "open",
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "expires_at": "2026-11-22T19:40:00.000Z",
                     *       "url": "https://almanac.example.org/auth/sign-in?invite=kqP3v0Yw5s8mZr2Xb7Tn4Lc9Hd6Jf1Ga0Ee5Uu8Ii-_"
                     *     }
                     */
                    "application/json": components["schemas"]["NewInvite"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    endInvite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                invite_id: components["parameters"]["InviteId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its link opens nothing any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks, the newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 11,
                     *           "cohort_id": 1,
                     *           "url": "https://hooks.example.org/",
                     *           "events": [
                     *             "ranking.published"
                     *           ],
                     *           "description": null,
                     *           "enabled": true,
                     *           "disabled_reason": null,
                     *           "failures": 0,
                     *           "created_at": "2026-11-22T19:40:00.000Z",
                     *           "previous_secret_until": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cohort": "demo",
                 *       "url": "https://hooks.example.org/almanac",
                 *       "events": [
                 *         "ranking.published"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["WebhookCreate"];
            };
        };
        responses: {
            /** @description The webhook with its secret. */
            201: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 33,
                     *       "cohort_id": 1,
                     *       "url": "https://hooks.example.org/",
                     *       "events": [
                     *         "ranking.published"
                     *       ],
                     *       "description": null,
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "failures": 0,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "previous_secret_until": null,
                     *       "secret": "shown-this-once"
                     *     }
                     */
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 11,
                     *       "cohort_id": 1,
                     *       "url": "https://hooks.example.org/",
                     *       "events": [
                     *         "ranking.published"
                     *       ],
                     *       "description": null,
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "failures": 0,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "previous_secret_until": null
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true
                 *     }
                 */
                "application/json": components["schemas"]["WebhookUpdate"];
            };
        };
        responses: {
            /** @description The webhook as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 11,
                     *       "cohort_id": 1,
                     *       "url": "https://hooks.example.org/",
                     *       "events": [
                     *         "ranking.published"
                     *       ],
                     *       "description": null,
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "failures": 0,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "previous_secret_until": null
                     *     }
                     */
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the log, the newest first. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, which waits to be sent. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 12,
                     *       "webhook_message_id": "msg_e05dd30bcfcf4b2291a9939af5d87515",
                     *       "event": "webhook.test",
                     *       "state": "pending",
                     *       "attempts": 0,
                     *       "next_at": "2026-11-22T19:40:00.000Z",
                     *       "attempted_at": null,
                     *       "status": null,
                     *       "duration_ms": null,
                     *       "error": null,
                     *       "answer": null,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "finished_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                webhook_id: components["parameters"]["WebhookId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook with its new secret. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 11,
                     *       "cohort_id": 1,
                     *       "url": "https://hooks.example.org/",
                     *       "events": [
                     *         "ranking.published"
                     *       ],
                     *       "description": null,
                     *       "enabled": true,
                     *       "disabled_reason": null,
                     *       "failures": 0,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "previous_secret_until": "2026-11-22T19:40:00.000Z",
                     *       "secret": "shown-this-once"
                     *     }
                     */
                    "application/json": components["schemas"]["NewWebhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDigest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether it comes, and when. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "subscribed": false,
                     *       "next_at": null,
                     *       "last_sent_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Digest"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    subscribeToDigest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It comes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "subscribed": true,
                     *       "next_at": "2026-11-22T19:40:00.000Z",
                     *       "last_sent_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Digest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    unsubscribeFromDigest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does not come. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "subscribed": false,
                     *       "next_at": null,
                     *       "last_sent_at": null
                     *     }
                     */
                    "application/json": components["schemas"]["Digest"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    syncCohort: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "full": false
                 *     }
                 */
                "application/json": components["schemas"]["SyncRequest"];
            };
        };
        responses: {
            /** @description The run that was started, or the one that is active already. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 14,
                     *       "cohort_id": 14,
                     *       "kind": "sync",
                     *       "full": false,
                     *       "state": "queued",
                     *       "stage": 0,
                     *       "stages": [
                     *         {
                     *           "kind": "refresh",
                     *           "tasks": {
                     *             "queued": 1,
                     *             "running": 0,
                     *             "succeeded": 0,
                     *             "failed": 0,
                     *             "stopped": 0
                     *           },
                     *           "seconds": null,
                     *           "counters": {},
                     *           "state": "waiting"
                     *         }
                     *       ],
                     *       "counters": {},
                     *       "error": null,
                     *       "errors": [],
                     *       "warnings": [],
                     *       "as_of": "2026-11-25",
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "started_at": null,
                     *       "finished_at": null,
                     *       "position": 1,
                     *       "import": null
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    importExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cohort": "club",
                 *       "member": "ada_l",
                 *       "file": "letterboxd-ada_l-2026-11-20-18-30-utc.zip"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["ExportUpload"];
            };
        };
        responses: {
            /** @description The run that takes it in. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 15,
                     *       "cohort_id": 14,
                     *       "kind": "import",
                     *       "full": false,
                     *       "state": "queued",
                     *       "stage": 0,
                     *       "stages": [
                     *         {
                     *           "kind": "import",
                     *           "tasks": {
                     *             "queued": 1,
                     *             "running": 0,
                     *             "succeeded": 0,
                     *             "failed": 0,
                     *             "stopped": 0
                     *           },
                     *           "seconds": null,
                     *           "counters": {},
                     *           "state": "waiting"
                     *         }
                     *       ],
                     *       "counters": {},
                     *       "error": null,
                     *       "errors": [],
                     *       "warnings": [],
                     *       "as_of": "2026-11-25",
                     *       "created_at": "2026-11-25T19:40:00.000Z",
                     *       "started_at": null,
                     *       "finished_at": null,
                     *       "position": 0,
                     *       "import": {
                     *         "member": "ada_l",
                     *         "refusal": null,
                     *         "summary": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDoor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The last part of the link that lets members in. */
                token: components["parameters"]["DoorToken"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The door. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cohort": {
                     *         "display_name": "Tuesday Film Club",
                     *         "description": null
                     *       },
                     *       "username": null,
                     *       "expires_at": "2026-12-09T19:40:00.000Z",
                     *       "kept": [
                     *         "your Letterboxd user name",
                     *         "ratings, and their dates"
                     *       ],
                     *       "dropped": [
                     *         "mail address",
                     *         "first and last name"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Door"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    joinCohort: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The last part of the link that lets members in. */
                token: components["parameters"]["DoorToken"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "named": "false",
                 *       "feed": "true",
                 *       "file": "letterboxd-ada_l-2026-11-20-18-30-utc.zip"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["JoinUpload"];
            };
        };
        responses: {
            /** @description The export is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "private_link": "https://almanac.example.org/join/leave/3q2-7wEBAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhs"
                     *     }
                     */
                    "application/json": components["schemas"]["JoinReceipt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJoin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The last part of a member's private link. */
                secret: components["parameters"]["PrivateSecret"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member's part in the cohort. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cohort": {
                     *         "display_name": "Tuesday Film Club"
                     *       },
                     *       "state": "joined",
                     *       "username": "ada_l",
                     *       "refusal": null,
                     *       "named": false,
                     *       "feed": true,
                     *       "since": "2026-11-25T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Join"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    renewJoin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The last part of a member's private link. */
                secret: components["parameters"]["PrivateSecret"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": "letterboxd-ada_l-2026-12-20-18-30-utc.zip"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["RenewUpload"];
            };
        };
        responses: {
            /** @description It is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cohort": {
                     *         "display_name": "Tuesday Film Club"
                     *       },
                     *       "state": "reading",
                     *       "username": "ada_l",
                     *       "refusal": null,
                     *       "named": false,
                     *       "feed": true,
                     *       "since": "2026-11-25T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Join"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    leaveCohort: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The last part of a member's private link. */
                secret: components["parameters"]["PrivateSecret"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "everywhere": false
                 *     }
                 */
                "application/json": components["schemas"]["LeaveRequest"];
            };
        };
        responses: {
            /** @description They have left. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "data_removed": true
                     *     }
                     */
                    "application/json": components["schemas"]["Leaving"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the import's run. */
                import_id: components["parameters"]["ImportId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its run. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 15,
                     *       "cohort_id": 14,
                     *       "kind": "import",
                     *       "full": false,
                     *       "state": "succeeded",
                     *       "stage": 0,
                     *       "stages": [
                     *         {
                     *           "kind": "import",
                     *           "tasks": {
                     *             "queued": 0,
                     *             "running": 0,
                     *             "succeeded": 1,
                     *             "failed": 0,
                     *             "stopped": 0
                     *           },
                     *           "seconds": 0.4,
                     *           "counters": {
                     *             "ratings_new": 12,
                     *             "ratings_changed": 3
                     *           },
                     *           "state": "succeeded"
                     *         }
                     *       ],
                     *       "counters": {
                     *         "ratings_new": 12,
                     *         "ratings_changed": 3
                     *       },
                     *       "error": null,
                     *       "errors": [],
                     *       "warnings": [],
                     *       "as_of": "2026-11-25",
                     *       "created_at": "2026-11-25T19:40:00.000Z",
                     *       "started_at": "2026-11-25T19:40:01.000Z",
                     *       "finished_at": "2026-11-25T19:40:02.000Z",
                     *       "position": null,
                     *       "import": {
                     *         "member": "ada_l",
                     *         "refusal": null,
                     *         "summary": {
                     *           "member": "ada_l",
                     *           "source": "export",
                     *           "complete": true,
                     *           "ratings": {
                     *             "total": 212,
                     *             "new": 12,
                     *             "changed": 3,
                     *             "removed": 0
                     *           },
                     *           "likes": {
                     *             "total": 40,
                     *             "new": 2,
                     *             "changed": 0,
                     *             "removed": 0
                     *           },
                     *           "likes_only": {
                     *             "total": 0,
                     *             "new": 0,
                     *             "changed": 0,
                     *             "removed": 0
                     *           },
                     *           "watched": {
                     *             "total": 260,
                     *             "new": 14,
                     *             "changed": 0,
                     *             "removed": 0
                     *           },
                     *           "watchlist": {
                     *             "total": 31,
                     *             "new": 4,
                     *             "changed": 0,
                     *             "removed": 1
                     *           },
                     *           "lists": {
                     *             "total": 2,
                     *             "new": 0,
                     *             "changed": 1,
                     *             "removed": 0
                     *           },
                     *           "favorites": 4,
                     *           "unmatched": [
                     *             {
                     *               "file": "diary.csv",
                     *               "row": 7,
                     *               "reason": "no other file names \"Untitled\""
                     *             }
                     *           ]
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of runs. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "cohort_id": 1,
                     *           "kind": "compute",
                     *           "full": false,
                     *           "state": "succeeded",
                     *           "stage": 0,
                     *           "stages": [
                     *             {
                     *               "kind": "compute",
                     *               "tasks": {
                     *                 "queued": 1,
                     *                 "running": 0,
                     *                 "succeeded": 0,
                     *                 "failed": 0,
                     *                 "stopped": 0
                     *               },
                     *               "seconds": null,
                     *               "counters": {},
                     *               "state": "running"
                     *             }
                     *           ],
                     *           "counters": {},
                     *           "error": null,
                     *           "errors": [],
                     *           "warnings": [],
                     *           "as_of": "2024-07-31",
                     *           "created_at": "2026-11-22T19:40:00.000Z",
                     *           "started_at": null,
                     *           "finished_at": "2026-11-22T19:40:00.000Z",
                     *           "position": null,
                     *           "import": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RunList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "cohort_id": 1,
                     *       "kind": "compute",
                     *       "full": false,
                     *       "state": "succeeded",
                     *       "stage": 0,
                     *       "stages": [
                     *         {
                     *           "kind": "compute",
                     *           "tasks": {
                     *             "queued": 1,
                     *             "running": 0,
                     *             "succeeded": 0,
                     *             "failed": 0,
                     *             "stopped": 0
                     *           },
                     *           "seconds": null,
                     *           "counters": {},
                     *           "state": "running"
                     *         }
                     *       ],
                     *       "counters": {},
                     *       "error": null,
                     *       "errors": [],
                     *       "warnings": [],
                     *       "as_of": "2024-07-31",
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "started_at": null,
                     *       "finished_at": "2026-11-22T19:40:00.000Z",
                     *       "position": null,
                     *       "import": null
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    watchRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that was seen, as browsers send it by themselves. */
                "last-event-id"?: string;
            };
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    stopRun: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 1,
                     *       "cohort_id": 1,
                     *       "kind": "compute",
                     *       "full": false,
                     *       "state": "succeeded",
                     *       "stage": 0,
                     *       "stages": [
                     *         {
                     *           "kind": "compute",
                     *           "tasks": {
                     *             "queued": 1,
                     *             "running": 0,
                     *             "succeeded": 0,
                     *             "failed": 0,
                     *             "stopped": 0
                     *           },
                     *           "seconds": null,
                     *           "counters": {},
                     *           "state": "running"
                     *         }
                     *       ],
                     *       "counters": {},
                     *       "error": null,
                     *       "errors": [],
                     *       "warnings": [],
                     *       "as_of": "2024-07-31",
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "started_at": null,
                     *       "finished_at": "2026-11-22T19:40:00.000Z",
                     *       "position": null,
                     *       "import": null
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    retryRun: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                run_id: components["parameters"]["RunId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run that was started, or the one that is active already. */
            202: {
                headers: {
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 15,
                     *       "cohort_id": 15,
                     *       "kind": "sync",
                     *       "full": false,
                     *       "state": "queued",
                     *       "stage": 0,
                     *       "stages": [
                     *         {
                     *           "kind": "refresh",
                     *           "tasks": {
                     *             "queued": 1,
                     *             "running": 0,
                     *             "succeeded": 0,
                     *             "failed": 0,
                     *             "stopped": 0
                     *           },
                     *           "seconds": null,
                     *           "counters": {},
                     *           "state": "waiting"
                     *         }
                     *       ],
                     *       "counters": {},
                     *       "error": null,
                     *       "errors": [],
                     *       "warnings": [],
                     *       "as_of": "2026-11-25",
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "started_at": null,
                     *       "finished_at": null,
                     *       "position": 1,
                     *       "import": null
                     *     }
                     */
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listRankings: {
        parameters: {
            query?: {
                /** @description How films are scored. */
                strategy?: components["schemas"]["Strategy"];
                /**
                 * @description Which films are looked at. Scores, ranks, percentiles and labels are computed over what is left;
                 *     `previous_rank` is null.
                 */
                timeframe?: components["schemas"]["Timeframe"];
                /** @description Words of the title, all of which must occur; letter case and accents do not count. */
                q?: string;
                release_year_min?: components["schemas"]["Year"];
                release_year_max?: components["schemas"]["Year"];
                /** @description First year of a decade, such as 1990. */
                decade?: number[];
                watchers_min?: components["schemas"]["Count"];
                watchers_max?: components["schemas"]["Count"];
                watchers_percentile_min?: components["schemas"]["Percentile"];
                watchers_percentile_max?: components["schemas"]["Percentile"];
                /** @description Mean rating of the cohort, in stars. */
                rating_min?: components["schemas"]["Stars"];
                rating_max?: components["schemas"]["Stars"];
                rating_percentile_min?: components["schemas"]["Percentile"];
                rating_percentile_max?: components["schemas"]["Percentile"];
                score_min?: number;
                score_max?: number;
                likes_min?: components["schemas"]["Count"];
                like_rate_min?: components["schemas"]["Share"];
                favorite_rate_min?: components["schemas"]["Share"];
                /** @description Members who liked the film and did not rate it. */
                likes_only_min?: components["schemas"]["Count"];
                /** @description Mean of the cohort minus Letterboxd's weighted average, in stars. */
                divergence_min?: number;
                divergence_max?: number;
                /** @description Standard deviation of the cohort's ratings, in stars. */
                stddev_min?: number;
                stddev_max?: number;
                distribution?: components["schemas"]["Distribution"][];
                bucket?: components["schemas"]["Bucket"][];
                cluster?: components["schemas"]["Cluster"][];
                consensus?: components["schemas"]["Consensus"][];
                /** @description A genre, by id (`science-fiction`) or name. Letter case, accents and punctuation do not count. */
                genre?: components["schemas"]["Name"][];
                /** @description A country, by ISO 3166 code (`FR`) or name. */
                country?: components["schemas"]["Name"][];
                /** @description A director, by id or name. */
                director?: components["schemas"]["Name"][];
                /** @description An actor, by id or name. */
                actor?: components["schemas"]["Name"][];
                /** @description A writer, by id or name. */
                writer?: components["schemas"]["Name"][];
                media_type?: components["schemas"]["MediaType"][];
                /** @description In minutes. */
                runtime_min?: components["schemas"]["Count"];
                runtime_max?: components["schemas"]["Count"];
                /**
                 * @description The timeframe of films last rated in the N years up to the day for which the ranking was computed; not together
                 *     with `timeframe`.
                 */
                recent_years?: number;
                /**
                 * @description On a list that is held here: its path (`ann/list/best-of-1994`), its address on Letterboxd, its short link
                 *     (`boxd.it/aBc1`), or a filmography's path (`director/agnes-varda`). A list that is not held answers 400.
                 */
                list?: string[];
                /**
                 * @description Narrows every number to these members: films are ranked anew, from what they alone rated by now, as in a cohort of
                 *     their own; `previous_rank` is null. This and the next three parameters tell who watched what; to everybody but
                 *     owners and editors they answer 403.
                 */
                members?: components["schemas"]["Username"][];
                /** @description Seen by at least one of these members. */
                seen_by?: components["schemas"]["Username"][];
                /** @description Seen by none of these members. */
                unseen_by?: components["schemas"]["Username"][];
                /** @description On the watchlist of at least one of these members. */
                on_watchlist_of?: components["schemas"]["Username"][];
                /** @description Keeps the best N, by rank, of what all other parameters leave; this comes before sorting. */
                top?: number;
                sort?: components["schemas"]["RankingSort"];
                /** @description By default `desc`, `asc` for titles. Unknown values come last in both. */
                order?: components["schemas"]["Order"];
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of films. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "film_id": 7,
                     *           "rank": 1,
                     *           "score": 3.7481723876684447,
                     *           "title": "Tampopo",
                     *           "slug": "tampopo",
                     *           "release_year": 1985,
                     *           "poster_url": null,
                     *           "media_type": null,
                     *           "tmdb_id": null,
                     *           "imdb_id": null,
                     *           "lid": "l6",
                     *           "watchers": 9,
                     *           "avg_rating": 3.388888888888889,
                     *           "rating_stddev": 1.286204100310025,
                     *           "histogram": [
                     *             0,
                     *             1,
                     *             0,
                     *             1,
                     *             1,
                     *             1,
                     *             0,
                     *             3,
                     *             0,
                     *             2
                     *           ],
                     *           "likes_count": 3,
                     *           "favorites_count": 0,
                     *           "likes_only_count": 0,
                     *           "like_rate": 0.3333333333333333,
                     *           "favorite_rate": 0,
                     *           "consensus_strength": 0.33333333333333337,
                     *           "divergence": 0.1988888888888889,
                     *           "distribution": "cult-darling",
                     *           "bucket": "Critical favorite",
                     *           "cluster": "Middle of the pack",
                     *           "consensus": "divisive",
                     *           "previous_rank": null,
                     *           "directors": [],
                     *           "genres": [],
                     *           "countries": []
                     *         }
                     *       ],
                     *       "next_cursor": "MS4xLmUzYjBjNDQyOThmYzFjMTQuNTA",
                     *       "total": 60,
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB.",
                     *       "strategy": "bayesian",
                     *       "timeframe": "all",
                     *       "filter_hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                     *     }
                     */
                    "application/json": components["schemas"]["RankingList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            410: components["responses"]["Gone"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getFilm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
                /** @description The film's number here, as rankings have it. */
                film_id: components["parameters"]["FilmId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The film. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "film": {
                     *         "film_id": 1,
                     *         "title": "Local Hero",
                     *         "slug": "local-hero",
                     *         "lid": "l0",
                     *         "release_year": 1983,
                     *         "poster_url": null,
                     *         "media_type": null,
                     *         "tmdb_id": null,
                     *         "imdb_id": null,
                     *         "runtime_minutes": null,
                     *         "directors": [],
                     *         "writers": [],
                     *         "actors": [],
                     *         "genres": [],
                     *         "countries": [],
                     *         "links": {
                     *           "letterboxd": "https://boxd.it/l0",
                     *           "tmdb": null,
                     *           "imdb": null
                     *         }
                     *       },
                     *       "numbers": {
                     *         "watchers": 7,
                     *         "avg_rating": 2.357142857142857,
                     *         "rating_stddev": 1.381362828986694,
                     *         "histogram": [
                     *           0,
                     *           3,
                     *           0,
                     *           1,
                     *           0,
                     *           1,
                     *           0,
                     *           1,
                     *           1,
                     *           0
                     *         ],
                     *         "likes_count": 4,
                     *         "favorites_count": 7,
                     *         "likes_only_count": 1,
                     *         "like_rate": 0.5714285714285714,
                     *         "favorite_rate": 1,
                     *         "high_rating_pct": 0.2857142857142857,
                     *         "low_rating_pct": 0.5714285714285714,
                     *         "consensus_strength": -0.2857142857142857,
                     *         "divergence": 0.18714285714285728,
                     *         "divergence_se": 0.524675331878141,
                     *         "first_rating_at": "2021-05-09",
                     *         "last_rating_at": "2022-10-28"
                     *       },
                     *       "world": {
                     *         "average": 2.17,
                     *         "rating_count": null,
                     *         "histogram": null,
                     *         "observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "places": [
                     *         {
                     *           "strategy": "bayesian",
                     *           "rank": 10,
                     *           "total": 60,
                     *           "score": 3.434135018547404,
                     *           "previous_rank": null,
                     *           "bucket": "Steady performer",
                     *           "cluster": "Middle of the pack",
                     *           "distribution": "polarizing",
                     *           "consensus": "divisive",
                     *           "watchers_percentile": 76.66666666666667,
                     *           "rating_percentile": 21.666666666666668,
                     *           "components": [
                     *             {
                     *               "name": "base",
                     *               "contribution": 2.5146875,
                     *               "label": null,
                     *               "explanation": "Its mean rating, drawn towards the mean of all films, the more the fewer rated it."
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "unranked": [],
                     *       "opinions": [
                     *         {
                     *           "username": "ivo_ivo",
                     *           "display_name": null,
                     *           "rating": 4.5,
                     *           "liked": false,
                     *           "favorite": true,
                     *           "watched": true,
                     *           "on_watchlist": false,
                     *           "rated_at": "2021-08-26"
                     *         }
                     *       ],
                     *       "unnamed": 0,
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB."
                     *     }
                     */
                    "application/json": components["schemas"]["FilmDetail"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getInsights: {
        parameters: {
            query?: {
                surface?: components["schemas"]["Surface"];
                strategy?: components["schemas"]["Strategy"];
                /** @description Which films are looked at; numbers are relative to those. */
                timeframe?: components["schemas"]["Timeframe"];
                /** @description Films in each list of the surface. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The surface. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "surface": "buckets",
                     *       "strategy": "bayesian",
                     *       "timeframe": "all",
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB.",
                     *       "items": [
                     *         {
                     *           "bucket": "Elite acclaim",
                     *           "total": 0,
                     *           "films": []
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Insights"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listPeople: {
        parameters: {
            query?: {
                role?: components["schemas"]["CreditRole"];
                /** @description Entries of each list. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The people, the best first. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "role": "director",
                     *       "total": 0,
                     *       "items": [],
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB."
                     *     }
                     */
                    "application/json": components["schemas"]["PeopleList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTaste: {
        parameters: {
            query?: {
                /** @description Whom to compare; without it those with the most ratings. */
                members?: components["schemas"]["Username"][];
                /** @description Members to compare when none are named. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The matrix. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 9,
                     *       "members": [
                     *         {
                     *           "username": "ada_sees",
                     *           "display_name": null,
                     *           "ratings": 35
                     *         }
                     *       ],
                     *       "matches": [
                     *         [
                     *           null,
                     *           -0.08243252105821708,
                     *           -0.10835199290605331
                     *         ]
                     *       ],
                     *       "shared_films": [
                     *         [
                     *           35,
                     *           19,
                     *           22,
                     *           27,
                     *           23,
                     *           20,
                     *           22,
                     *           23,
                     *           22
                     *         ]
                     *       ],
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB."
                     *     }
                     */
                    "application/json": components["schemas"]["Taste"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getMovers: {
        parameters: {
            query?: {
                /** @description How films are scored. */
                strategy?: components["schemas"]["Strategy"];
                /** @description Entries of each list. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What moved. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "strategy": "bayesian",
                     *       "previous_version": null,
                     *       "previous_computed_at": null,
                     *       "risers": [],
                     *       "fallers": [],
                     *       "entered": [],
                     *       "left": [],
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB."
                     *     }
                     */
                    "application/json": components["schemas"]["Movers"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    compareCohorts: {
        parameters: {
            query: {
                /** @description Id or label of the other cohort. */
                with: string;
                /** @description How films are scored. */
                strategy?: components["schemas"]["Strategy"];
                /** @description Entries of each list. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where they differ. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cohort": {
                     *         "id": 1,
                     *         "label": "tuesday-club",
                     *         "display_name": "Tuesday Film Club"
                     *       },
                     *       "with": {
                     *         "id": 1,
                     *         "label": "tuesday-club",
                     *         "display_name": "Tuesday Film Club"
                     *       },
                     *       "with_version": 1,
                     *       "strategy": "bayesian",
                     *       "total": 57,
                     *       "top": {
                     *         "both": 60,
                     *         "either": 60,
                     *         "jaccard": 1
                     *       },
                     *       "higher": [],
                     *       "lower": [],
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB."
                     *     }
                     */
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getTonight: {
        parameters: {
            query: {
                /** @description Who will watch. */
                members: components["schemas"]["Username"][];
                /** @description What counts of the predicted ratings; their mean, or the lowest of them, so that nobody sits through what they won't like. */
                by?: components["schemas"]["TonightScore"];
                /** @description Minutes. A film of unknown length is left out. */
                runtime_min?: components["schemas"]["Count"];
                runtime_max?: components["schemas"]["Count"];
                /** @description Films that somebody refuses, by film_id. */
                veto_film?: components["schemas"]["Id"][];
                /** @description Genres that somebody refuses, by id. */
                veto_genre?: string[];
                /** @description A country by its ISO 3166 code (`DE`); each film then says where it can be watched there. */
                region?: string;
                /** @description Entries of each list. */
                limit?: number;
            };
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What they could watch. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "by": "mean",
                     *       "members": [
                     *         {
                     *           "username": "bea_watches",
                     *           "display_name": null
                     *         }
                     *       ],
                     *       "total": 0,
                     *       "items": [],
                     *       "region": null,
                     *       "watch_note": null,
                     *       "watch_attribution": null,
                     *       "ranking_version": 1,
                     *       "computed_at": "2026-11-22T19:40:00.000Z",
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB."
                     *     }
                     */
                    "application/json": components["schemas"]["Tonight"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStats: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The cohort's id or its label.
                 * @example demo
                 */
                id: components["parameters"]["CohortId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The summary of the published version. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cohort_id": 1,
                     *       "label": "tuesday-club",
                     *       "display_name": "Tuesday Film Club",
                     *       "members": 9,
                     *       "films": 0,
                     *       "ratings": 0,
                     *       "likes": 0,
                     *       "likes_only": 0,
                     *       "mean": null,
                     *       "histogram": [
                     *         0,
                     *         0,
                     *         0,
                     *         0,
                     *         0,
                     *         0,
                     *         0,
                     *         0,
                     *         0,
                     *         0
                     *       ],
                     *       "coverage": {
                     *         "members": 9,
                     *         "members_with_data": 9,
                     *         "sources": {
                     *           "export": 9,
                     *           "rss": 0,
                     *           "pages": 0,
                     *           "crawl": 0
                     *         },
                     *         "oldest_observed_at": "2026-11-22T19:40:00.000Z",
                     *         "newest_observed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "freshness": {
                     *         "as_of": "2024-07-31",
                     *         "computed_at": "2026-11-22T19:40:00.000Z",
                     *         "last_synced_at": null
                     *       },
                     *       "parameters": {
                     *         "m": 3,
                     *         "baseline": 4.5,
                     *         "floor": 2,
                     *         "tau": 365,
                     *         "alpha": 0.5,
                     *         "beta": 0.25
                     *       },
                     *       "ranking_version": 1,
                     *       "last_run": {
                     *         "id": 1,
                     *         "cohort_id": 1,
                     *         "kind": "compute",
                     *         "full": false,
                     *         "state": "succeeded",
                     *         "stage": 0,
                     *         "stages": [
                     *           {
                     *             "kind": "compute",
                     *             "tasks": {
                     *               "queued": 1,
                     *               "running": 0,
                     *               "succeeded": 0,
                     *               "failed": 0,
                     *               "stopped": 0
                     *             },
                     *             "seconds": null,
                     *             "counters": {},
                     *             "state": "running"
                     *           }
                     *         ],
                     *         "counters": {},
                     *         "error": null,
                     *         "errors": [],
                     *         "warnings": [],
                     *         "as_of": "2024-07-31",
                     *         "created_at": "2026-11-22T19:40:00.000Z",
                     *         "started_at": null,
                     *         "finished_at": "2026-11-22T19:40:00.000Z",
                     *         "position": null,
                     *         "import": null
                     *       },
                     *       "attribution": "Films and ratings by members of Letterboxd (letterboxd.com). This product uses TMDB and the TMDB APIs but is not endorsed, certified, or otherwise approved by TMDB."
                     *     }
                     */
                    "application/json": components["schemas"]["Stats"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createExport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cohort": "demo",
                 *       "format": "csv",
                 *       "filter": {
                 *         "decade": [
                 *           1980
                 *         ],
                 *         "top": 50
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ExportWish"];
            };
        };
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    "Content-Disposition": components["headers"]["ContentDisposition"];
                    "Export-Parts": components["headers"]["ExportParts"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    /**
                     * @example [
                     *       {
                     *         "title": "Tampopo",
                     *         "imdb_id": "tt0092048",
                     *         "tmdbId": 11830
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ExportedJson"];
                    "application/zip": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listFilterOptions: {
        parameters: {
            query?: {
                /** @description The beginning of a name, or of words of it. */
                q?: string;
                /** @description Options by id. Alone, without `q`, only these are told. */
                ids?: string[];
                /** @description Id or label of a cohort; only what its ranked films have is told, and counted. */
                cohort?: string;
                /** @description How many options are told. */
                limit?: number;
            };
            header?: never;
            path: {
                kind: components["schemas"]["FilterOptionKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The options. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "genres",
                     *       "items": [
                     *         {
                     *           "id": "science-fiction",
                     *           "name": "Science Fiction",
                     *           "films": 17
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["FilterOptionList"];
                };
            };
            304: components["responses"]["NotModified"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAdminStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "read_only": {
                     *         "read_only": false,
                     *         "reason": null,
                     *         "changed_at": "2026-11-22T19:40:00.000Z"
                     *       },
                     *       "workers": 0,
                     *       "users": 6,
                     *       "cohorts": 3,
                     *       "forgotten": 0,
                     *       "queue": {
                     *         "runs": 0,
                     *         "queued": 0,
                     *         "running": 0,
                     *         "oldest_seconds": null,
                     *         "webhooks": 0,
                     *         "digests": 0
                     *       },
                     *       "films_waiting": 60,
                     *       "week": {
                     *         "tasks": 0,
                     *         "failed": 0,
                     *         "rate": null
                     *       },
                     *       "outcomes": [],
                     *       "limits": {
                     *         "per_minute": {
                     *           "reads": {
                     *             "anonymous": 600,
                     *             "token": 3000
                     *           },
                     *           "writes": {
                     *             "anonymous": 60,
                     *             "token": 300
                     *           },
                     *           "exports": {
                     *             "anonymous": 30,
                     *             "token": 60
                     *           },
                     *           "imports": {
                     *             "anonymous": 30,
                     *             "token": 30
                     *           }
                     *         },
                     *         "refused": [
                     *           {
                     *             "budget": "reads",
                     *             "kind": "network",
                     *             "name": "192.0.2.0/24",
                     *             "refused": 12,
                     *             "last_at": "2026-11-22T19:40:00.000Z"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["AdminStatus"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description A part of the address or name. */
                q?: string;
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "email": "operator@localhost",
                     *           "display_name": "Operator",
                     *           "is_operator": true,
                     *           "cohorts": 1,
                     *           "created_at": "2026-11-22T19:40:00.000Z",
                     *           "disabled_at": null,
                     *           "last_seen_at": "2026-11-22T19:40:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AdminUserPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org"
                 *     }
                 */
                "application/json": components["schemas"]["UserCreate"];
            };
        };
        responses: {
            /** @description The account, and a link that signs it in. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "user": {
                     *         "id": 18,
                     *         "email": "made-58@example.org",
                     *         "display_name": null,
                     *         "is_operator": false,
                     *         "cohorts": 0,
                     *         "created_at": "2026-11-22T19:40:00.000Z",
                     *         "disabled_at": null,
                     *         "last_seen_at": null
                     *       },
                     *       "sign_in_url": "https://almanac.example.org/auth/sign-in?token=kqP3v0Yw5s8mZr2Xb7Tn4Lc9Hd6Jf1Ga0Ee5Uu8Ii-_"
                     *     }
                     */
                    "application/json": components["schemas"]["NewUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "disabled": true
                 *     }
                 */
                "application/json": components["schemas"]["UserUpdate"];
            };
        };
        responses: {
            /** @description The account as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": 14,
                     *       "email": "dan@example.org",
                     *       "display_name": null,
                     *       "is_operator": false,
                     *       "cohorts": 0,
                     *       "created_at": "2026-11-22T19:40:00.000Z",
                     *       "disabled_at": null,
                     *       "last_seen_at": "2026-11-22T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AdminUser"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createLoginLink: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                user_id: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sign_in_url": "https://almanac.example.org/auth/sign-in?token=kqP3v0Yw5s8mZr2Xb7Tn4Lc9Hd6Jf1Ga0Ee5Uu8Ii-_"
                     *     }
                     */
                    "application/json": components["schemas"]["LoginLink"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCohortHealth: {
        parameters: {
            query?: {
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 1,
                     *           "label": "tuesday-club",
                     *           "visibility": "private",
                     *           "members": 9,
                     *           "members_with_data": 9,
                     *           "computed_at": "2026-11-22T19:40:00.000Z",
                     *           "stale_hours": 0.018231929722222224,
                     *           "last_run": {
                     *             "id": 1,
                     *             "kind": "compute",
                     *             "state": "succeeded",
                     *             "finished_at": "2026-11-22T19:40:00.000Z"
                     *           },
                     *           "runs": 1,
                     *           "failed_runs": 0,
                     *           "schedule": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["CohortHealthPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAllRuns: {
        parameters: {
            query?: {
                state?: components["schemas"]["RunState"];
                cohort_id?: components["schemas"]["Id"];
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 11,
                     *           "cohort_id": 11,
                     *           "kind": "sync",
                     *           "full": false,
                     *           "state": "failed",
                     *           "stage": 0,
                     *           "stages": [
                     *             {
                     *               "kind": "refresh",
                     *               "tasks": {
                     *                 "queued": 1,
                     *                 "running": 0,
                     *                 "succeeded": 0,
                     *                 "failed": 0,
                     *                 "stopped": 0
                     *               },
                     *               "seconds": null,
                     *               "counters": {},
                     *               "state": "running"
                     *             }
                     *           ],
                     *           "counters": {},
                     *           "error": null,
                     *           "errors": [],
                     *           "warnings": [],
                     *           "as_of": "2024-07-31",
                     *           "created_at": "2026-11-22T19:40:00.000Z",
                     *           "started_at": null,
                     *           "finished_at": "2026-11-22T19:40:00.000Z",
                     *           "position": null,
                     *           "import": null
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["RunList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listHosts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sites. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": []
                     *     }
                     */
                    "application/json": components["schemas"]["SourceHostList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    resumeHost: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes it safe to send the request again when its answer was lost: within 24 hours the same request with the same key
                 *     is answered as the first time, with `Idempotency-Replayed: true`, and not done twice. Take a random text, such as a
                 *     UUID, for each request. The same key with another request answers 422; while the first is under way, 409 with
                 *     `Retry-After`. Only success is kept. An answer with a secret in it is only kept under a key of 16 characters or more.
                 * @example "8e03978e-40d5-43dd-bc93-6894a57f9324"
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "host": "https://letterboxd.com"
                 *     }
                 */
                "application/json": components["schemas"]["HostName"];
            };
        };
        responses: {
            /** @description The sites as they are now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "host": "https://letterboxd.com",
                     *           "strikes": 0,
                     *           "reason": null,
                     *           "blocked_until": null,
                     *           "closed_until": null,
                     *           "away_since": null
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SourceHostList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["Unprocessable"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWaitingFilms: {
        parameters: {
            query?: {
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Those at the front. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "film_id": 1,
                     *           "title": "Cléo from 5 to 7",
                     *           "release_year": 1962,
                     *           "slug": "cleo-from-5-to-7",
                     *           "watchers": 9
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WaitingFilmList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSlowQueries: {
        parameters: {
            query?: {
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The statements. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": []
                     *     }
                     */
                    "application/json": components["schemas"]["SlowQueryList"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAuthEvents: {
        parameters: {
            query?: {
                kind?: components["schemas"]["AuthEventKind"];
                user_id?: components["schemas"]["Id"];
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["AuthEventPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listExportEvents: {
        parameters: {
            query?: {
                user_id?: components["schemas"]["Id"];
                cohort_id?: components["schemas"]["Id"];
                /** @description How many items a page has. */
                limit?: components["parameters"]["Limit"];
                /** @description The `next_cursor` of the page before, with the same other parameters. */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": 3,
                     *           "user_id": 2,
                     *           "token_id": 5,
                     *           "cohort_id": 1,
                     *           "format": "csv",
                     *           "filter_hash": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
                     *           "ranking_version": 12,
                     *           "films": 60,
                     *           "bytes": 9120,
                     *           "complete": true,
                     *           "network": "192.0.2.0/24",
                     *           "request_id": "0b6f1c9e2d7a4f35",
                     *           "created_at": "2026-11-22T19:40:00.000Z"
                     *         }
                     *       ],
                     *       "next_cursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["ExportEventPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    switchReadOnly: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "read_only": true,
                 *       "reason": "moving house"
                 *     }
                 */
                "application/json": components["schemas"]["ReadOnlyWish"];
            };
        };
        responses: {
            /** @description How the switch stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "read_only": false,
                     *       "reason": null,
                     *       "changed_at": "2026-11-22T19:40:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ReadOnlySwitch"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
