/**
 * Who may call the local cloud: the developer's fixed credentials, and a stand-in for Amazon
 * Cognito Identity that hands out identities and temporary credentials. Logins are believed, not
 * checked: this server is for one's own machine.
 */
package io.ergosync.local.identity;
