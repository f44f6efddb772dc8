/**
 * The legacy RPC form of the API: all operations at one address, the operation's name and all its
 * members in the body. It is what the service's own documentation showed in 2014, and the recorded
 * samples are answered byte for byte.
 */
package io.ergosync.api.rpc;
