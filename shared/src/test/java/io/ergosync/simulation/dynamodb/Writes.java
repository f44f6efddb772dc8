package io.ergosync.simulation.dynamodb;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Writes of one item. */
final class Writes {
  private final Table table;

  Writes(Table table) {
    this.table = table;
  }

  PutItemResponse put(PutItemRequest request) {
    Change change =
        table.write(
            Write.of(
                Write.Kind.PUT,
                request.item(),
                request.conditionExpression(),
                null,
                Placeholders.of(
                    request.hasExpressionAttributeNames(),
                    request.expressionAttributeNames(),
                    request.hasExpressionAttributeValues(),
                    request.expressionAttributeValues()),
                request.returnValuesOnConditionCheckFailure()));
    PutItemResponse.Builder response = PutItemResponse.builder();
    returned(request.returnValues(), change).ifPresent(response::attributes);
    return response.build();
  }

  UpdateItemResponse update(UpdateItemRequest request) {
    Change change =
        table.write(
            Write.of(
                Write.Kind.UPDATE,
                request.key(),
                request.conditionExpression(),
                request.updateExpression(),
                Placeholders.of(
                    request.hasExpressionAttributeNames(),
                    request.expressionAttributeNames(),
                    request.hasExpressionAttributeValues(),
                    request.expressionAttributeValues()),
                request.returnValuesOnConditionCheckFailure()));
    UpdateItemResponse.Builder response = UpdateItemResponse.builder();
    returned(request.returnValues(), change).ifPresent(response::attributes);
    return response.build();
  }

  DeleteItemResponse delete(DeleteItemRequest request) {
    Change change =
        table.write(
            Write.of(
                Write.Kind.DELETE,
                request.key(),
                request.conditionExpression(),
                null,
                Placeholders.of(
                    request.hasExpressionAttributeNames(),
                    request.expressionAttributeNames(),
                    request.hasExpressionAttributeValues(),
                    request.expressionAttributeValues()),
                request.returnValuesOnConditionCheckFailure()));
    DeleteItemResponse.Builder response = DeleteItemResponse.builder();
    returned(request.returnValues(), change).ifPresent(response::attributes);
    return response.build();
  }

  private static Optional<Map<String, AttributeValue>> returned(ReturnValue wanted, Change change) {
    if (wanted == null) {
      return Optional.empty();
    }
    return switch (wanted) {
      case NONE -> Optional.empty();
      case ALL_OLD -> Optional.of(change.before()).filter(item -> !item.isEmpty());
      case ALL_NEW -> Optional.of(change.after());
      case UPDATED_OLD, UPDATED_NEW, UNKNOWN_TO_SDK_VERSION ->
          throw new UnsupportedOperationException("the simulation does not return " + wanted);
    };
  }
}
