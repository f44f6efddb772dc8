/** Who calls: what API Gateway's IAM authorizer says about the signature that it verified. */
package io.ergosync.auth;
