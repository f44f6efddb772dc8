/** The legacy RPC form: all operations at one address. */
package io.ergosync.functions.rpc;
