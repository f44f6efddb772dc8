package io.ergosync.functions;

import io.ergosync.api.Pipeline;
import io.ergosync.functions.configuration.GetIdentityPoolConfigurationHandler;
import io.ergosync.functions.configuration.SetIdentityPoolConfigurationHandler;
import io.ergosync.functions.datasets.DeleteDatasetHandler;
import io.ergosync.functions.datasets.DescribeDatasetHandler;
import io.ergosync.functions.datasets.ListDatasetsHandler;
import io.ergosync.functions.events.GetCognitoEventsHandler;
import io.ergosync.functions.events.SetCognitoEventsHandler;
import io.ergosync.functions.push.RegisterDeviceHandler;
import io.ergosync.functions.push.SubscribeToDatasetHandler;
import io.ergosync.functions.push.UnsubscribeFromDatasetHandler;
import io.ergosync.functions.records.ListRecordsHandler;
import io.ergosync.functions.records.UpdateRecordsHandler;
import io.ergosync.functions.streams.BulkPublishHandler;
import io.ergosync.functions.streams.GetBulkPublishDetailsHandler;
import io.ergosync.functions.usage.DescribeIdentityPoolUsageHandler;
import io.ergosync.functions.usage.DescribeIdentityUsageHandler;
import io.ergosync.functions.usage.ListIdentityPoolUsageHandler;
import io.ergosync.runtime.FunctionRuntime;
import java.util.List;

/** All operations together, for the one function that serves all of them. */
public final class Operations {
  private Operations() {}

  /**
   * The pipelines of all operations, each made as its own function makes it.
   *
   * @throws io.ergosync.runtime.ConfigurationException if the environment is unusable for one
   */
  public static List<Pipeline<?, ?>> all(FunctionRuntime runtime) {
    return List.of(
        GetIdentityPoolConfigurationHandler.pipeline(runtime),
        SetIdentityPoolConfigurationHandler.pipeline(runtime),
        GetCognitoEventsHandler.pipeline(runtime),
        SetCognitoEventsHandler.pipeline(runtime),
        DescribeIdentityPoolUsageHandler.pipeline(runtime),
        ListIdentityPoolUsageHandler.pipeline(runtime),
        BulkPublishHandler.pipeline(runtime),
        GetBulkPublishDetailsHandler.pipeline(runtime),
        DeleteDatasetHandler.pipeline(runtime),
        DescribeDatasetHandler.pipeline(runtime),
        DescribeIdentityUsageHandler.pipeline(runtime),
        ListDatasetsHandler.pipeline(runtime),
        ListRecordsHandler.pipeline(runtime),
        RegisterDeviceHandler.pipeline(runtime),
        SubscribeToDatasetHandler.pipeline(runtime),
        UnsubscribeFromDatasetHandler.pipeline(runtime),
        UpdateRecordsHandler.pipeline(runtime));
  }
}
